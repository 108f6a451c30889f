"""Examples → a LoRA adapter of the default model, trained on a CPU.

    pip install --requirement training/requirements.txt
    python training/train.py MODEL.gguf examples.jsonl tuned.gguf --minutes 65

The weights are those of the GGUF itself, dequantized to bfloat16, so that the adapter makes up for
their rounding, too. The branches of an example are evaluated together under a mask by which none
sees another. What the layers below the first that is trained give is the same in every pass; it is
kept. Every fortieth example is held out: printed are the cross-entropy of event or none and of
titles, and how often the first is right.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

FIRST_LAYER, LAST_LAYER = 14, 25  # that are trained
TARGETS = ("attn_v", "attn_output", "ffn_down")
RANK, SCALE = 8, 2.0
RATE, WARM_UP, HOLD, LEAST = 6e-4, 6, 0.25, 0.04  # of learning; steps; shares of time and of RATE
BATCH = 2  # examples a step
HELD_OUT = 40  # every so many
HALF = torch.bfloat16


@dataclass
class Weights:
    """The model's tensors by name, its sizes, and what is trained: two thin matrices for each."""

    tensors: dict[str, Tensor]
    layers: int
    heads: int
    key_heads: int
    epsilon: float
    base: float  # of the rotary positions
    thin: dict[str, tuple[Tensor, Tensor]] = field(default_factory=dict)
    below: dict[str, Tensor] = field(default_factory=dict)  # what reaches FIRST_LAYER, by example

    @classmethod
    def read(cls, path: Path) -> Weights:
        reader = gguf.GGUFReader(path)
        tensors = {}
        for tensor in reader.tensors:
            array = np.asarray(gguf.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
            whole = torch.from_numpy(array.copy()).reshape([int(n) for n in reversed(tensor.shape)])
            tensors[tensor.name] = whole if whole.dim() == 1 else whole.to(HALF)

        def said(name: str) -> Any:
            return reader.fields[f"qwen2.{name}"].contents()

        return cls(
            tensors,
            said("block_count"),
            said("attention.head_count"),
            said("attention.head_count_kv"),
            said("attention.layer_norm_rms_epsilon"),
            said("rope.freq_base"),
        )

    def start(self) -> list[Tensor]:
        """Thin matrices that change nothing yet."""
        for layer in range(FIRST_LAYER, LAST_LAYER + 1):
            for target in TARGETS:
                rows, columns = self.tensors[f"blk.{layer}.{target}.weight"].shape
                a = torch.empty(RANK, columns).normal_(0, 1 / math.sqrt(columns)).requires_grad_()
                self.thin[f"blk.{layer}.{target}"] = a, torch.zeros(rows, RANK).requires_grad_()
        return [one for pair in self.thin.values() for one in pair]

    def times(self, name: str, x: Tensor) -> Tensor:
        y = F.linear(x, self.tensors[f"{name}.weight"])
        if (bias := self.tensors.get(f"{name}.bias")) is not None:
            y = y + bias.to(HALF)
        if name in self.thin:
            a, b = self.thin[name]
            y = y + SCALE * F.linear(F.linear(x, a.to(HALF)), b.to(HALF))
        return y

    def norm(self, name: str, x: Tensor) -> Tensor:
        x = x.float()
        scaled = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon)
        return (scaled * self.tensors[f"{name}.weight"]).to(HALF)

    def layer(self, n: int, x: Tensor, turn: tuple[Tensor, Tensor], mask: Tensor) -> Tensor:
        block, size = f"blk.{n}", x.shape[0]
        h = self.norm(f"{block}.attn_norm", x)
        q, k, v = (self.times(f"{block}.attn_{one}", h) for one in "qkv")
        q = _turned(q.view(size, self.heads, -1).transpose(0, 1), *turn)
        k = _turned(k.view(size, self.key_heads, -1).transpose(0, 1), *turn)
        v = v.view(size, self.key_heads, -1).transpose(0, 1)
        k, v = (one.repeat_interleave(self.heads // self.key_heads, 0) for one in (k, v))
        seen = F.scaled_dot_product_attention(q[None], k[None], v[None], attn_mask=mask)[0]
        x = x + self.times(f"{block}.attn_output", seen.transpose(0, 1).reshape(size, -1))
        h = self.norm(f"{block}.ffn_norm", x)
        gate = F.silu(self.times(f"{block}.ffn_gate", h))
        return x + self.times(f"{block}.ffn_down", gate * self.times(f"{block}.ffn_up", h))

    def logits(self, example: dict[str, Any]) -> Tensor:
        """At the rows that have to predict something: [rows, vocabulary], float32."""
        width = self.tensors["blk.0.attn_q.weight"].shape[0] // self.heads
        turn, mask = _turns(example["positions"], width, self.base), _mask(example["segments"])
        key = f"{example['name']} {len(example['ids'])}"
        if key not in self.below:
            with torch.no_grad():
                x = self.tensors["token_embd.weight"][torch.tensor(example["ids"])]
                for n in range(FIRST_LAYER):
                    x = self.layer(n, x, turn, mask)
            self.below[key] = x
        x = self.below[key]
        for n in range(FIRST_LAYER, self.layers):
            x = self.layer(n, x, turn, mask)
        head = self.tensors.get("output.weight", self.tensors["token_embd.weight"])
        return F.linear(self.norm("output_norm", x[torch.tensor(example["rows"])]), head).float()

    def write(self, path: Path) -> None:
        """As llama.cpp reads an adapter: the wide matrices in 8 bits, the tall ones in 16."""
        writer = gguf.GGUFWriter(path, "qwen2")
        writer.add_type("adapter")
        writer.add_string("adapter.type", "lora")
        writer.add_float32("adapter.lora.alpha", SCALE * RANK)
        eight = gguf.GGMLQuantizationType.Q8_0
        for name, (a, b) in self.thin.items():
            wide = gguf.quantize(a.detach().numpy(), eight)
            writer.add_tensor(f"{name}.weight.lora_a", wide, raw_dtype=eight)
            writer.add_tensor(f"{name}.weight.lora_b", b.detach().numpy().astype(np.float16))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()


def _turns(positions: list[int], width: int, base: float) -> tuple[Tensor, Tensor]:
    frequencies = 1.0 / base ** (torch.arange(0, width, 2).float() / width)
    angles = torch.tensor(positions, dtype=torch.float32)[:, None] * frequencies
    return angles.cos(), angles.sin()


def _turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.float().chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1).to(HALF)


def _mask(segments: list[int]) -> Tensor:
    """Who sees whom: the prompt is seen by all after it, a branch only by itself."""
    of, at = torch.tensor(segments), torch.arange(len(segments))
    seen = (at[None] <= at[:, None]) & ((of[None] == 0) | (of[None] == of[:, None]))
    return torch.zeros(seen.shape).masked_fill(~seen, -1e9).to(HALF)


def train(weights: Weights, learned: list[dict[str, Any]], seconds: float) -> Counter[int]:
    """How often each example was seen; those seen least come next."""
    trained = weights.start()
    optimizer = torch.optim.AdamW(trained, betas=(0.9, 0.98), weight_decay=0.0)
    seen: Counter[int] = Counter()
    began, step = time.monotonic(), 0
    while (share := (time.monotonic() - began) / seconds) < 1:
        slower = 1 - HOLD if share <= HOLD else max(LEAST, 1 - share)
        for group in optimizer.param_groups:
            group["lr"] = RATE * min((step + 1) / WARM_UP, slower)
        order = sorted(range(len(learned)), key=lambda n: (seen[n], random.random()))  # noqa: S311
        batch = [learned[n] for n in order[:BATCH]]
        seen.update(order[:BATCH])
        whole = sum(sum(example["weights"]) for example in batch)
        optimizer.zero_grad()
        loss = 0.0
        for example in batch:
            targets = torch.tensor(example["targets"])
            each = F.cross_entropy(weights.logits(example), targets, reduction="none")
            part = (each * torch.tensor(example["weights"])).sum() / whole
            part.backward()  # type: ignore[no-untyped-call]
            loss += part.item()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        if step % 10 == 0:
            print(f"step {step}: loss {loss:.3f}, {share:.0%} of the time", flush=True)  # noqa: T201
    return seen


def held_out(weights: Weights, examples: list[dict[str, Any]]) -> str:
    first, rest, right = [], [], []
    with torch.no_grad():
        for example in examples:
            targets, logits = torch.tensor(example["targets"]), weights.logits(example)
            each = F.cross_entropy(logits, targets, reduction="none")
            choice = torch.zeros(len(targets), dtype=torch.bool)
            choice[torch.tensor(example["first"], dtype=torch.long)] = True
            first.append(each[choice])
            rest.append(each[~choice])
            none = example["none"]
            right.append((logits[choice].argmax(-1) == none) == (targets[choice] == none))
    mean = [float(torch.cat(one).float().mean()) for one in (first, rest, right)]
    return f"event or none {mean[0]:.2f}, right {mean[2]:.0%}; titles {mean[1]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("examples", type=Path)
    parser.add_argument("adapter", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    given = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    examples = [json.loads(line) for line in given.examples.read_text("utf-8").splitlines()]
    apart = examples[::HELD_OUT]
    learned = [example for number, example in enumerate(examples) if number % HELD_OUT]
    weights = Weights.read(given.model)
    seen = train(weights, learned, 60 * given.minutes)
    weights.write(given.adapter)
    print(f"{len(learned)} examples, each seen {min(seen.values())} to {max(seen.values())} times")  # noqa: T201
    print(f"held out: {held_out(weights, apart)}")  # noqa: T201


if __name__ == "__main__":
    main()
