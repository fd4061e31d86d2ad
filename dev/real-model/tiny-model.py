"""Makes a model of two layers and an adapter for it, both with random weights.

usage: tiny-model.py MODEL_FOLDER ADAPTER_FOLDER
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import ByteLevelBPETokenizer
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM

model_folder, adapter_folder = (Path(folder) for folder in sys.argv[1:])
torch.manual_seed(1)

special = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
trained = ByteLevelBPETokenizer()
text = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
trained.train_from_iterator([text], vocab_size=1024, special_tokens=special)
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=trained._tokenizer,
    eos_token="<|im_end|>",
    pad_token="<|endoftext|>",
)
tokenizer.chat_template = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
tokenizer.save_pretrained(model_folder)

config = Qwen3Config(
    vocab_size=len(tokenizer),
    hidden_size=64,
    intermediate_size=128,
    num_hidden_layers=2,
    num_attention_heads=2,
    num_key_value_heads=2,
    head_dim=32,
    max_position_embeddings=8192,
    eos_token_id=tokenizer.eos_token_id,
    pad_token_id=tokenizer.pad_token_id,
    tie_word_embeddings=False,
)
Qwen3ForCausalLM(config).save_pretrained(model_folder)

rank, hidden = 8, 64
adapter_folder.mkdir(parents=True, exist_ok=True)
weights = {}
for layer in range(config.num_hidden_layers):
    for name in ("q_proj", "v_proj"):
        at = f"base_model.model.model.layers.{layer}.self_attn.{name}"
        weights[f"{at}.lora_A.weight"] = torch.randn(rank, hidden)
        weights[f"{at}.lora_B.weight"] = torch.randn(hidden, rank)
save_file(weights, str(adapter_folder / "adapter_model.safetensors"))
(adapter_folder / "adapter_config.json").write_text(
    json.dumps(
        {
            "peft_type": "LORA",
            "task_type": "CAUSAL_LM",
            "base_model_name_or_path": str(model_folder),
            "r": rank,
            "lora_alpha": 16,
            "lora_dropout": 0.0,
            "bias": "none",
            "target_modules": ["q_proj", "v_proj"],
        }
    )
)
