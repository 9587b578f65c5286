#!/usr/bin/python3
"""The network `cnn` (input 1x130x13, ten genres) in PyTorch: training and forward time. Debian: python3-torch.
Run: /usr/bin/python3 pytorch_cnn.py THREADS EPOCHS   random data, 2048 samples, batch 32, Adam; prints one JSON line per case."""
import json, os, statistics, sys, time
threads, epochs = int(sys.argv[1]), int(sys.argv[2])
os.environ["OMP_NUM_THREADS"] = str(threads)
import torch
from torch import nn

torch.set_num_threads(threads)
torch.manual_seed(0)
SAMPLES, BATCH = 2048, 32
# ceil_mode (with one column of padding on the first) gives the same output as Keras's padding='same'
net = nn.Sequential(
    nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(3, 2, padding=(0, 1), ceil_mode=True), nn.BatchNorm2d(32, eps=1e-3, momentum=0.01),
    nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True), nn.BatchNorm2d(64, eps=1e-3, momentum=0.01),
    nn.Conv2d(64, 128, 2), nn.ReLU(), nn.MaxPool2d(2, 2, ceil_mode=True), nn.BatchNorm2d(128, eps=1e-3, momentum=0.01),
    nn.Flatten(), nn.Linear(1920, 128), nn.ReLU(), nn.Dropout(0.4), nn.Linear(128, 10))
x, y = torch.randn(SAMPLES, 1, 130, 13), torch.randint(0, 10, (SAMPLES,))
optimizer, loss = torch.optim.Adam(net.parameters(), lr=1e-3), nn.CrossEntropyLoss()

def epoch():
    net.train()
    order = torch.randperm(SAMPLES)
    for i in range(0, SAMPLES, BATCH):
        batch = order[i:i + BATCH]
        optimizer.zero_grad()
        loss(net(x[batch]), y[batch]).backward()
        optimizer.step()

def forward(batch):
    with torch.inference_mode():
        net(batch)

def report(case, work, count, warm):
    for _ in range(warm):
        work()
    ms = []
    for _ in range(count):
        start = time.perf_counter()
        work()
        ms.append((time.perf_counter() - start) * 1e3)
    print(json.dumps({"peer": f"pytorch {torch.__version__}", "threads": threads, "case": case, "median_ms": round(statistics.median(ms), 3), "best_ms": round(min(ms), 3)}))

report("epoch_2048", epoch, epochs, 1)
net.eval()
report("forward_batch_1", lambda: forward(x[:1]), 200, 50)
report("forward_batch_10", lambda: forward(x[:10]), 100, 20)
