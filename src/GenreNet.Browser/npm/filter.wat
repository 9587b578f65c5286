;; Evaluates the polyphase filter of a resampler. .NET interprets its loops in a browser and keeps their variables in memory; this loop takes
;; about a quarter of the time.
(module
  (memory (export "memory") 1)

  ;; Computes consecutive output samples. Addresses and lengths are in bytes; the length of a row is a multiple of 64.
  (func (export "process")
    (param $rows i32) (param $length i32)  ;; the weights: a row per phase
    (param $up i32) (param $down i32)      ;; the ratio of the sample rates in lowest terms
    (param $input i32) (param $phase i32)  ;; the first input sample and the phase of the first output sample
    (param $output i32) (param $end i32)   ;; the output samples
    (local $x i32) (local $row i32) (local $rowEnd i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (block $done
      (br_if $done (i32.ge_u (local.get $output) (local.get $end)))
      (loop $samples
        (local.set $x (local.get $input))
        (local.set $row (i32.add (local.get $rows) (i32.mul (local.get $phase) (local.get $length))))
        (local.set $rowEnd (i32.add (local.get $row) (local.get $length)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $c (v128.const i32x4 0 0 0 0))
        (local.set $d (v128.const i32x4 0 0 0 0))
        ;; Four chains of additions: each addition waits for the previous one of its chain only.
        (loop $weights
          (local.set $a (f32x4.add (local.get $a) (f32x4.mul (v128.load (local.get $x)) (v128.load (local.get $row)))))
          (local.set $b (f32x4.add (local.get $b) (f32x4.mul (v128.load offset=16 (local.get $x)) (v128.load offset=16 (local.get $row)))))
          (local.set $c (f32x4.add (local.get $c) (f32x4.mul (v128.load offset=32 (local.get $x)) (v128.load offset=32 (local.get $row)))))
          (local.set $d (f32x4.add (local.get $d) (f32x4.mul (v128.load offset=48 (local.get $x)) (v128.load offset=48 (local.get $row)))))
          (local.set $x (i32.add (local.get $x) (i32.const 64)))
          (local.set $row (i32.add (local.get $row) (i32.const 64)))
          (br_if $weights (i32.lt_u (local.get $row) (local.get $rowEnd))))
        (local.set $a (f32x4.add (f32x4.add (local.get $a) (local.get $b)) (f32x4.add (local.get $c) (local.get $d))))
        (f32.store (local.get $output)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
            (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        (local.set $phase (i32.add (local.get $phase) (local.get $down)))
        (local.set $input
          (i32.add (local.get $input) (i32.shl (i32.div_u (local.get $phase) (local.get $up)) (i32.const 2))))
        (local.set $phase (i32.rem_u (local.get $phase) (local.get $up)))
        (local.set $output (i32.add (local.get $output) (i32.const 4)))
        (br_if $samples (i32.lt_u (local.get $output) (local.get $end)))))))
