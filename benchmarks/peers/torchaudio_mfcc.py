#!/usr/bin/python3
"""MFCC with torchaudio, set to librosa's conventions, one thread: 13 coefficients of 128 Slaney mels, FFT 2048, hop 512.

Debian: python3-torchaudio, and libopenblas0-pthread: with the plain BLAS that comes otherwise, torch is several times slower.
Run: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 /usr/bin/python3 torchaudio_mfcc.py REPEATS clip.wav...
(WAV at 22050 Hz, 3 s or longer); prints the median ms of each case as one JSON line per case.
"""
import itertools
import json
import statistics
import sys
import time

import torch
import torchaudio

RATE, SEGMENT, SEGMENTS, FILES = 22050, 66150, 10, 10
torch.set_num_threads(1)
torch.set_grad_enabled(False)
mfcc = torchaudio.transforms.MFCC(
    sample_rate=RATE, n_mfcc=13, dct_type=2, norm="ortho", log_mels=False,
    melkwargs=dict(n_fft=2048, hop_length=512, n_mels=128, f_min=0.0, f_max=RATE / 2, power=2.0, center=True,
                   pad_mode="constant", norm="slaney", mel_scale="slaney", window_fn=torch.hann_window))


def load(path):
    return torchaudio.load(path)[0][0][:SEGMENTS * SEGMENT]


def report(case, work, items, repeats):
    for item in items[:3]:
        work(item)
    ms = []
    for _ in range(repeats):
        for item in items:
            start = time.perf_counter()
            work(item)
            ms.append((time.perf_counter() - start) * 1e3)
    print(json.dumps({"case": case, "median_ms": round(statistics.median(ms), 3), "best_ms": round(min(ms), 3)}))


def has_fast_blas():
    """Returns whether matrix products use an optimised library: torch loads the one that the alternatives of the system select."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        loaded = maps.read()
    return any(name in loaded for name in ("openblas", "libmkl", "libblis"))


repeats, paths = int(sys.argv[1]), sys.argv[2:]
clips = [load(path) for path in paths]
segments = [[clip[i:i + SEGMENT] for i in range(0, len(clip) - SEGMENT + 1, SEGMENT)] for clip in clips]
ten = list(itertools.islice(itertools.cycle(paths), FILES))

report("whole_clip", mfcc, clips, repeats)
report("segments_of_3s", lambda clip: [mfcc(segment) for segment in clip], segments, repeats)
report("decode_and_whole_clip", lambda path: mfcc(load(path)), paths, repeats)
report("ten_files", lambda files: [mfcc(load(path)) for path in files], [ten], repeats)
if not has_fast_blas():
    print("torch uses the reference BLAS, which is several times slower: apt-get install libopenblas0-pthread", file=sys.stderr)
