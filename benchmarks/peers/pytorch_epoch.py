#!/usr/bin/python3
"""Networks of GenreNet's catalogue (ten genres) in PyTorch: the time of an epoch. Debian: python3-torch.
Run: /usr/bin/python3 pytorch_epoch.py NETWORK SEGMENTS THREADS EPOCHS   random data, batches of 32, Adam; prints one JSON line.
NETWORK: cnn, resnet, crnn (segments of 130 x 13) or mel-resnet (130 x 64)."""
import json, os, statistics, sys, time
network, segments, threads, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
os.environ["OMP_NUM_THREADS"] = str(threads)
import torch
from torch import nn

torch.set_num_threads(threads)
torch.manual_seed(0)
BATCH = 32

def norm(channels):
    return nn.BatchNorm2d(channels, eps=1e-3)

class Residual(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(i, o, 3, stride=2, padding=1), norm(o), nn.ReLU(), nn.Conv2d(o, o, 3, padding=1), norm(o))
        self.shortcut = nn.Sequential(nn.Conv2d(i, o, 1, stride=2), norm(o))

    def forward(self, x):
        return torch.relu(self.body(x) + self.shortcut(x))

class Pool(nn.Module):
    """The mean over frames and bands."""
    def forward(self, x):
        return x.mean((2, 3))

class Recurrent(nn.Module):
    """A bidirectional recurrent layer over the frames, and the mean of its states."""
    def __init__(self, i, units):
        super().__init__()
        self.gru = nn.GRU(i, units, batch_first=True, bidirectional=True)

    def forward(self, x):
        return self.gru(x.transpose(1, 2).flatten(2))[0].mean(1)

# ceil_mode (with one column of padding on the first) gives the same output as Keras's padding='same'
def cnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(3, 2, padding=(0, 1), ceil_mode=True), norm(32),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True), norm(64),
        nn.Conv2d(64, 128, 2), nn.ReLU(), nn.MaxPool2d(2, 2, ceil_mode=True), norm(128),
        nn.Flatten(), nn.Linear(1920, 128), nn.ReLU(), nn.Dropout(0.4), nn.Linear(128, 10))

def resnet():
    return nn.Sequential(
        nn.Conv2d(1, 24, 3, padding=1), norm(24), nn.ReLU(), Residual(24, 32), Residual(32, 64), Residual(64, 128),
        Pool(), nn.Dropout(0.4), nn.Linear(128, 10))

def mel_resnet():
    return nn.Sequential(
        nn.AvgPool2d((2, 1)), nn.Conv2d(1, 16, 3, padding=1), norm(16), nn.ReLU(), Residual(16, 16), Residual(16, 32), Residual(32, 64),
        Pool(), nn.Dropout(0.3), nn.Linear(64, 10))

def crnn():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), norm(32), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), norm(64), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(64, 96, 3, padding=1), norm(96), nn.ReLU(), nn.AvgPool2d((2, 1)), nn.Dropout(0.3),
        Recurrent(96 * 3, 64), nn.Dropout(0.4), nn.Linear(128, 10))

net = {"cnn": cnn, "resnet": resnet, "crnn": crnn, "mel-resnet": mel_resnet}[network]()
x = torch.randn(segments, 1, 130, 64 if network == "mel-resnet" else 13)
y = torch.randint(0, 10, (segments,))
optimizer, loss = torch.optim.Adam(net.parameters(), lr=1e-3), nn.CrossEntropyLoss()

def epoch():
    net.train()
    order = torch.randperm(segments)
    for i in range(0, segments, BATCH):
        batch = order[i:i + BATCH]
        optimizer.zero_grad()
        loss(net(x[batch]), y[batch]).backward()
        optimizer.step()

epoch()
wall, processor = [], []
for _ in range(epochs):
    start, used = time.perf_counter(), time.process_time()
    epoch()
    wall.append((time.perf_counter() - start) * 1e3)
    processor.append((time.process_time() - used) * 1e3)
print(json.dumps({
    "peer": f"pytorch {torch.__version__}", "network": network, "threads": threads,
    "parameters": sum(parameter.numel() for parameter in net.parameters()),
    "median_ms": round(statistics.median(wall), 3), "processor_ms": round(statistics.median(processor), 3)}))
