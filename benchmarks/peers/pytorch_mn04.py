#!/usr/bin/python3
"""The network mn04 (EfficientAT of width 0.4, to the embedding) in PyTorch: forward time on one thread. Debian: python3-torch.
Run: /usr/bin/python3 pytorch_mn04.py ROUNDS   random weights, three segments of 10 s (128 x 1000), one after another; prints one JSON line."""
import json, statistics, sys, time
import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(0)
rounds = int(sys.argv[1])

# in, kernel, expanded, out, squeeze, hard swish, stride
BLOCKS = [
    (8, 3, 8, 8, 0, False, 1), (8, 3, 24, 16, 0, False, 2), (16, 3, 32, 16, 0, False, 1), (16, 5, 32, 16, 8, False, 2),
    (16, 5, 48, 16, 16, False, 1), (16, 5, 48, 16, 16, False, 1), (16, 3, 96, 32, 0, True, 2), (32, 3, 80, 32, 0, True, 1),
    (32, 3, 72, 32, 0, True, 1), (32, 3, 72, 32, 0, True, 1), (32, 3, 192, 48, 48, True, 1), (48, 3, 272, 48, 72, True, 1),
    (48, 5, 272, 64, 72, True, 2), (64, 5, 384, 64, 96, True, 1), (64, 5, 384, 64, 96, True, 1)]

def conv(i, o, k, stride=1, groups=1):
    return [nn.Conv2d(i, o, k, stride, (k - 1) // 2, groups=groups, bias=False), nn.BatchNorm2d(o, eps=1e-3)]

class Squeeze(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(channels, squeezed), nn.ReLU(), nn.Linear(squeezed, channels), nn.Sigmoid())

    def forward(self, x):
        return x * self.fc(x.mean((2, 3)))[:, :, None, None]

class Block(nn.Module):
    def __init__(self, i, k, e, o, s, swish, stride):
        super().__init__()
        activation = nn.Hardswish if swish else nn.ReLU
        self.layers = nn.Sequential(
            *([] if e == i else conv(i, e, 1) + [activation()]), *conv(e, e, k, stride, e), activation(),
            *([Squeeze(e, s)] if s else []), *conv(e, o, 1))
        self.residual = stride == 1 and i == o

    def forward(self, x):
        y = self.layers(x)
        return x + y if self.residual else y

net = nn.Sequential(*conv(1, 8, 3, 2), nn.Hardswish(), *[Block(*b) for b in BLOCKS], *conv(64, 384, 1), nn.Hardswish()).eval()
x = torch.randn(3, 1, 1, 128, 1000)

def forward():
    with torch.inference_mode():
        for segment in x:
            net(segment).mean((2, 3))

for _ in range(5):
    forward()
ms = []
for _ in range(rounds):
    start = time.perf_counter()
    forward()
    ms.append((time.perf_counter() - start) * 1e3)
print(json.dumps({"peer": f"pytorch {torch.__version__}", "case": "mn04_30s", "median_ms": round(statistics.median(ms), 3)}))
