using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Training.Torch;

/// <summary>
/// Reads the symbol versions that a 64-bit little-endian ELF library requires of other libraries, and can make one of them optional.
/// </summary>
/// <remarks>
/// Layouts: System V ABI, "ELF-64 Object File Format", and the GNU symbol versioning of the Linux Standard Base, part "Symbol Versioning".
/// The dynamic loader rejects a library if a required version is missing, even if no relocation uses a symbol of that version;
/// with <c>VER_FLG_WEAK</c> on the entry it continues.
/// </remarks>
public sealed class ElfVersionNeeds
{
    private const uint SectionTypeRelocations = 4;
    private const uint SectionTypeDynamicSymbols = 11;
    private const uint SectionTypeVersionNeeds = 0x6ffffffe;
    private const uint SectionTypeSymbolVersions = 0x6fffffff;
    private const ushort WeakFlag = 0x2;
    private const int SymbolEntrySize = 24;
    private const int RelocationEntrySize = 24;

    private readonly byte[] _image;
    private readonly List<Section> _sections = [];

    /// <summary>Parses the section headers of a library.</summary>
    /// <param name="image">The complete file; <see cref="TryMakeOptional"/> changes it in place.</param>
    /// <exception cref="InvalidDataException">The data is not a 64-bit little-endian ELF file, or it is truncated.</exception>
    public ElfVersionNeeds(byte[] image)
    {
        ArgumentNullException.ThrowIfNull(image);
        _image = image;
        if (image.Length < 64 || !image.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }

        long table = (long)U64(0x28);
        int entrySize = U16(0x3A);
        int count = U16(0x3C);
        for (int i = 0; i < count; i++)
        {
            long at = table + ((long)i * entrySize);
            _sections.Add(new Section(U32(at + 4), (long)U64(at + 24), (long)U64(at + 32), (int)U32(at + 40), (int)U32(at + 44)));
        }
    }

    /// <summary>Marks a required version as weak, if no relocation of the library uses a symbol of that version.</summary>
    /// <param name="version">The version's name, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>True if the image was changed; false if the version is not required or one of its symbols is used.</returns>
    public bool TryMakeOptional(string version)
    {
        if (FindNeed(version) is not { } entry || IsUsedByRelocation(versionIndex: U16(entry + 6)))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(_image.AsSpan((int)entry + 4), (ushort)(U16(entry + 4) | WeakFlag));
        return true;
    }

    /// <summary>Returns the names of all versions that the library requires of others, such as <c>GLIBC_2.34</c>.</summary>
    public IEnumerable<string> Versions() => Needs().Select(need => need.Name);

    private long? FindNeed(string version)
    {
        foreach ((long entry, string name) in Needs())
        {
            if (name == version)
            {
                return entry;
            }
        }

        return null;
    }

    private IEnumerable<(long Entry, string Name)> Needs()
    {
        foreach (Section needs in _sections.Where(s => s.Type == SectionTypeVersionNeeds))
        {
            long library = needs.Offset;
            for (int i = 0; i < needs.Info; i++)
            {
                long entry = library + U32(library + 8);
                for (int k = 0; k < U16(library + 2); k++)
                {
                    yield return (entry, Text(_sections[needs.Link].Offset + U32(entry + 8)));
                    entry += U32(entry + 12);
                }

                library += U32(library + 12);
            }
        }
    }

    private bool IsUsedByRelocation(ushort versionIndex)
    {
        Section versions = _sections.Single(s => s.Type == SectionTypeSymbolVersions);
        Section symbols = _sections.Single(s => s.Type == SectionTypeDynamicSymbols);
        var ofVersion = new HashSet<uint>();
        for (uint i = 0; i < symbols.Size / SymbolEntrySize; i++)
        {
            if (U16(versions.Offset + (2L * i)) == versionIndex)
            {
                ofVersion.Add(i);
            }
        }

        foreach (Section relocations in _sections.Where(s => s.Type == SectionTypeRelocations))
        {
            for (long at = relocations.Offset; at < relocations.Offset + relocations.Size; at += RelocationEntrySize)
            {
                if (ofVersion.Contains(U32(at + 12)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private string Text(long at)
    {
        ReadOnlySpan<byte> rest = At(at, 1);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private ushort U16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(At(at, 2));

    private uint U32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(At(at, 4));

    private ulong U64(long at) => BinaryPrimitives.ReadUInt64LittleEndian(At(at, 8));

    private ReadOnlySpan<byte> At(long at, int length) =>
        at >= 0 && at <= _image.Length - length
            ? _image.AsSpan((int)at)
            : throw new InvalidDataException($"the ELF file ends before byte {at}");

    private readonly record struct Section(uint Type, long Offset, long Size, int Link, int Info);
}
