// The lower bound: MFCC in C with FFTW, one thread. librosa's defaults: 13 coefficients of 128 Slaney mels, FFT 2048, hop 512.
// Build: gcc -O3 -march=native -ffast-math fftw_mfcc.c -o fftw_mfcc -lfftw3f -lm   (Debian: gcc libc6-dev libfftw3-dev; needs AVX2)
// Run:   ./fftw_mfcc REPEATS clip.wav...   (16-bit mono WAV at 22050 Hz, 3 s or longer);
//        prints the median ms of each case as one JSON line per case.
#include <fftw3.h>
#include <immintrin.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FFT = 2048, HOP = 512, BINS = 1025, MELS = 128, COEFFICIENTS = 13, MAX_FRAMES = 4096 };
enum { SEGMENT = 66150, SEGMENTS = 10, FILES = 10 };

static float window_[FFT];
static float cosines[MELS][16] __attribute__((aligned(64)));
static float *weights;  // of all filters in sequence, each padded to a multiple of 8
static int first_bin[MELS], octets[MELS];
static fftwf_plan plan;
static float *frame_, *power, *decibels;
static fftwf_complex *spectrum;

static double hertz_to_mel(double f) { return f >= 1000 ? 15 + log(f / 1000) / (log(6.4) / 27) : f / (200.0 / 3); }
static double mel_to_hertz(double m) { return m >= 15 ? 1000 * exp((log(6.4) / 27) * (m - 15)) : m * (200.0 / 3); }

static void prepare_filters(void) {
    double edge[MELS + 2], top = hertz_to_mel(11025);
    for (int i = 0; i < MELS + 2; i++) edge[i] = mel_to_hertz(top * i / (MELS + 1));
    weights = aligned_alloc(64, sizeof(float) * MELS * 512);
    memset(weights, 0, sizeof(float) * MELS * 512);
    int at = 0;
    for (int m = 0; m < MELS; m++) {
        int start = -1, count = 0;
        for (int k = 0; k < BINS; k++) {
            double f = 11025.0 * k / (BINS - 1);
            double rise = (f - edge[m]) / (edge[m + 1] - edge[m]), fall = (edge[m + 2] - f) / (edge[m + 2] - edge[m + 1]);
            double w = fmin(rise, fall);
            if (w <= 0) {
                if (start >= 0) break;
                continue;
            }
            if (start < 0) start = k;
            weights[at + count++] = (float)(w * 2.0 / (edge[m + 2] - edge[m]));
        }
        first_bin[m] = start < 0 ? 0 : start;
        octets[m] = (count + 7) / 8;
        at += octets[m] * 8;
    }
}

static void prepare(void) {
    for (int i = 0; i < FFT; i++) window_[i] = (float)(0.5 - 0.5 * cos(2 * M_PI * i / FFT));
    prepare_filters();
    for (int c = 0; c < COEFFICIENTS; c++) {
        double scale = c ? sqrt(2.0 / MELS) : sqrt(1.0 / MELS);
        for (int m = 0; m < MELS; m++) cosines[m][c] = (float)(scale * cos(M_PI * c * (2 * m + 1) / (2.0 * MELS)));
    }
    frame_ = fftwf_alloc_real(FFT);
    spectrum = fftwf_alloc_complex(BINS + 7);
    power = fftwf_alloc_real(BINS + 64);
    memset(power, 0, sizeof(float) * (BINS + 64));
    decibels = fftwf_alloc_real(MELS * MAX_FRAMES);
    plan = fftwf_plan_dft_r2c_1d(FFT, frame_, spectrum, FFTW_PATIENT);
}

// Copies a centred frame, with zeros outside the clip.
static void window_frame(const float *y, int n, int start) {
    if (start >= 0 && start + FFT <= n) {
        for (int i = 0; i < FFT; i++) frame_[i] = y[start + i] * window_[i];
        return;
    }
    for (int i = 0; i < FFT; i++) {
        int j = start + i;
        frame_[i] = j >= 0 && j < n ? y[j] * window_[i] : 0;
    }
}

static void mel_bands(float *bands) {
    const float *w = weights;
    for (int m = 0; m < MELS; m++) {
        const float *p = power + first_bin[m];
        __m256 sum = _mm256_setzero_ps();
        for (int v = 0; v < octets[m]; v++, w += 8, p += 8) sum = _mm256_fmadd_ps(_mm256_load_ps(w), _mm256_loadu_ps(p), sum);
        __m128 half = _mm_add_ps(_mm256_castps256_ps128(sum), _mm256_extractf128_ps(sum, 1));
        half = _mm_add_ps(half, _mm_movehl_ps(half, half));
        half = _mm_add_ss(half, _mm_shuffle_ps(half, half, 1));
        bands[m] = _mm_cvtss_f32(half);
    }
}

static void to_decibels(int cells) {
    float loudest = -1e30f;
    for (int i = 0; i < cells; i++) {
        float v = 3.0102999566f * log2f(decibels[i] > 1e-10f ? decibels[i] : 1e-10f);
        decibels[i] = v;
        loudest = v > loudest ? v : loudest;
    }
    float quietest = loudest - 80;
    for (int i = 0; i < cells; i++) decibels[i] = decibels[i] > quietest ? decibels[i] : quietest;
}

static void cosine_transform(const float *bands, float *out) {
    __m256 a = _mm256_setzero_ps(), b = _mm256_setzero_ps();
    for (int m = 0; m < MELS; m++) {
        __m256 v = _mm256_set1_ps(bands[m]);
        a = _mm256_fmadd_ps(v, _mm256_load_ps(cosines[m]), a);
        b = _mm256_fmadd_ps(v, _mm256_load_ps(cosines[m] + 8), b);
    }
    float row[16] __attribute__((aligned(32)));
    _mm256_store_ps(row, a);
    _mm256_store_ps(row + 8, b);
    for (int c = 0; c < COEFFICIENTS; c++) out[c] = row[c];
}

static void mfcc(const float *y, int n, float *out) {
    int frames = 1 + n / HOP;
    for (int t = 0; t < frames; t++) {
        window_frame(y, n, t * HOP - FFT / 2);
        fftwf_execute(plan);
        const float *x = (const float *)spectrum;
        for (int k = 0; k < BINS; k++) power[k] = x[2 * k] * x[2 * k] + x[2 * k + 1] * x[2 * k + 1];
        mel_bands(decibels + t * MELS);
    }
    to_decibels(frames * MELS);
    for (int t = 0; t < frames; t++) cosine_transform(decibels + t * MELS, out + t * COEFFICIENTS);
}

// Reads the samples of a file, at most 30 s.
static int read_wav(const char *path, float **y) {
    FILE *f = fopen(path, "rb");
    if (!f) { perror(path); exit(1); }
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    unsigned char *bytes = malloc(size);
    if (fread(bytes, 1, size, f) != (size_t)size) { perror(path); exit(1); }
    fclose(f);
    for (long o = 12; o + 8 <= size;) {
        unsigned length;
        memcpy(&length, bytes + o + 4, 4);
        if (!memcmp(bytes + o, "data", 4)) {
            int n = (int)(length / 2);
            short *s = (short *)(bytes + o + 8);
            *y = malloc(sizeof(float) * n);
            for (int i = 0; i < n; i++) (*y)[i] = s[i] / 32768.0f;
            free(bytes);
            return n < SEGMENT * SEGMENTS ? n : SEGMENT * SEGMENTS;
        }
        o += 8 + length + (length & 1);
    }
    fprintf(stderr, "%s: no data chunk\n", path);
    exit(1);
}

typedef struct { const char *path; float *samples; int count; } clip;
static clip *clips;
static int clip_count;
static float coefficients[COEFFICIENTS * MAX_FRAMES];

static void whole_clip(int i) { mfcc(clips[i].samples, clips[i].count, coefficients); }

static void segments_of_3s(int i) {
    for (int s = 0; (s + 1) * SEGMENT <= clips[i].count; s++) mfcc(clips[i].samples + s * SEGMENT, SEGMENT, coefficients);
}

static void decode_and_whole_clip(int i) {
    float *samples;
    int count = read_wav(clips[i].path, &samples);
    mfcc(samples, count, coefficients);
    free(samples);
}

static void ten_files(int unused) {
    (void)unused;
    for (int i = 0; i < FILES; i++) decode_and_whole_clip(i % clip_count);
}

static double now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *name, void (*work)(int), int repeats, int items) {
    int count = repeats * items;
    double *ms = malloc(sizeof *ms * count);
    for (int i = 0; i < items; i++) work(i);
    for (int r = 0; r < count; r++) {
        double start = now_ms();
        work(r % items);
        ms[r] = now_ms() - start;
    }
    qsort(ms, count, sizeof *ms, ascending);
    printf("{\"case\":\"%s\",\"median_ms\":%.3f,\"best_ms\":%.3f}\n", name, ms[count / 2], ms[0]);
    free(ms);
}

int main(int argc, char **argv) {
    int repeats = argc > 1 ? atoi(argv[1]) : 0;
    if (argc < 3 || repeats < 1) {
        fprintf(stderr, "usage: fftw_mfcc REPEATS clip.wav...\n");
        return 2;
    }
    clip_count = argc - 2;
    clips = malloc(sizeof *clips * clip_count);
    for (int i = 0; i < clip_count; i++) {
        clips[i].path = argv[2 + i];
        clips[i].count = read_wav(clips[i].path, &clips[i].samples);
    }
    prepare();
    report("whole_clip", whole_clip, repeats, clip_count);
    report("segments_of_3s", segments_of_3s, repeats, clip_count);
    report("decode_and_whole_clip", decode_and_whole_clip, repeats, clip_count);
    report("ten_files", ten_files, repeats, 1);
    return 0;
}
