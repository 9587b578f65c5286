using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Audio;

/// <summary>Who takes over a reader disposes it, also where it throws at once.</summary>
public class OwnershipTests
{
    [Fact]
    public void A_reader_that_cannot_be_resampled_is_disposed()
    {
        var reader = new ObservedReader(sampleRate: 1);
        Assert.Throws<AudioFormatException>(() => reader.ResampledTo(22050));
        Assert.True(reader.IsDisposed);
    }

    [Fact]
    public void A_reader_whose_features_cannot_be_extracted_is_disposed()
    {
        var pipeline = new FeaturePipeline(FeatureOptions.Default);
        foreach (ObservedReader reader in (ObservedReader[])[new(sampleRate: 1), new(sampleRate: 22050), new(sampleRate: 22050, fails: true)])
        {
            Assert.ThrowsAny<Exception>(() => pipeline.Extract(reader));
            Assert.True(reader.IsDisposed);
        }
    }

    private sealed class ObservedReader(int sampleRate, bool fails = false) : AudioReader
    {
        public bool IsDisposed { get; private set; }

        public override string Name => "observed";

        public override string Format => "test";

        public override int SampleRate => sampleRate;

        public override int ChannelCount => 1;

        public override long? SampleCount => null;

        public override IReadOnlyList<string> Warnings => [];

        public override int Read(Span<float> destination) => fails ? throw new IOException("the disk is gone") : 0;

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
