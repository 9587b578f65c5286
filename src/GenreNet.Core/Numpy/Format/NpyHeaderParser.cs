using System.Globalization;

namespace GenreNet.Core.Numpy;

/// <summary>Parses the dictionary in an .npy header: only the three keys and the few Python literals that NumPy writes.</summary>
internal ref struct NpyHeaderParser
{
    // NumPy allowed 32 axes before version 2 and allows 64 since.
    private const int MaximumAxisCount = 64;

    private readonly string _name;
    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private NpyHeaderParser(string text, string name)
    {
        _text = text;
        _name = name;
    }

    /// <summary>Parses <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>.</summary>
    /// <exception cref="NumpyFormatException">The text is not such a dictionary, or describes an array that is not supported.</exception>
    internal static NpyHeader Parse(string text, string name) => new NpyHeaderParser(text, name).Parse();

    private NpyHeader Parse()
    {
        string? description = null;
        bool? isFortranOrder = null;
        int[]? shape = null;
        Expect('{');
        while (!TryTake('}'))
        {
            string key = TakeString();
            Expect(':');
            switch (key)
            {
                case "descr" when description is null:
                    description = TakeDescription();
                    break;
                case "fortran_order" when isFortranOrder is null:
                    isFortranOrder = TakeBoolean();
                    break;
                case "shape" when shape is null:
                    shape = TakeShape();
                    break;
                default:
                    throw Malformed();
            }

            if (!TryTake(','))
            {
                Expect('}');
                break;
            }
        }

        SkipSpace();
        if (_position != _text.Length || description is null || isFortranOrder is null || shape is null)
        {
            throw Malformed();
        }

        return Describe(description, isFortranOrder.Value, shape);
    }

    private readonly NpyHeader Describe(string description, bool isFortranOrder, int[] shape)
    {
        bool hasOrder = description.Length > 0 && description[0] is ('<' or '>' or '|' or '=');
        char order = hasOrder ? description[0] : '=';
        string rest = hasOrder ? description[1..] : description;
        if (rest.StartsWith('O'))
        {
            throw new NumpyFormatException(_name, "the array contains Python objects (a pickle), which are not loaded because they can run arbitrary code; save plain arrays.");
        }

        int size = 0;
        bool hasSize = rest.Length > 1 && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out size);
        // 'U' counts characters of four bytes, all other types count bytes.
        long itemSize = hasSize ? rest[0] == 'U' ? 4L * size : size : 0;
        NpyType? type = itemSize is > 0 and <= int.MaxValue ? NpyTypes.FromDescription(rest[0], (int)itemSize) : null;
        if (type is null)
        {
            throw new NumpyFormatException(_name, $"elements of type '{Shortened(description)}' are not supported; save them as numbers, Boolean values or plain text.");
        }

        if (NpyHeader.CountOf(shape) < 0)
        {
            throw new NumpyFormatException(_name, $"the shape ({Shortened(string.Join(", ", shape))}) is too large for an array.");
        }

        bool isBigEndian = order == '>' || (order is '=' or '|' && !BitConverter.IsLittleEndian);
        return new NpyHeader(type.Value, (int)itemSize, isBigEndian, isFortranOrder, shape, Length: 0);
    }

    private string TakeDescription()
    {
        SkipSpace();
        // Record types are described by a list of fields, subarray types by a tuple.
        return _position < _text.Length && _text[_position] is ('[' or '(')
            ? throw new NumpyFormatException(_name, "structured arrays are not supported; save each field as a separate array.")
            : TakeString();
    }

    private string TakeString()
    {
        SkipSpace();
        if (_position >= _text.Length || _text[_position] is not ('\'' or '"'))
        {
            throw Malformed();
        }

        char quote = _text[_position++];
        int length = _text[_position..].IndexOf(quote);
        if (length < 0)
        {
            throw Malformed();
        }

        string value = _text.Slice(_position, length).ToString();
        _position += length + 1;
        return value;
    }

    private bool TakeBoolean()
    {
        SkipSpace();
        foreach (string literal in new[] { "True", "False" })
        {
            if (_text[_position..].StartsWith(literal, StringComparison.Ordinal))
            {
                _position += literal.Length;
                return literal == "True";
            }
        }

        throw Malformed();
    }

    private int[] TakeShape()
    {
        var shape = new List<int>();
        Expect('(');
        while (!TryTake(')'))
        {
            SkipSpace();
            int start = _position;
            while (_position < _text.Length && (char.IsAsciiDigit(_text[_position]) || (_position == start && _text[_position] == '-')))
            {
                _position++;
            }

            ReadOnlySpan<char> digits = _text[start.._position];
            if (digits.IsEmpty || shape.Count == MaximumAxisCount)
            {
                throw Malformed();
            }

            if (!int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int length) || length < 0)
            {
                throw new NumpyFormatException(_name, $"an axis cannot have the length {Shortened(digits.ToString())}.");
            }

            shape.Add(length);
            // Python 2 appended an L to long integers.
            TryTake('L');
            if (!TryTake(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. shape];
    }

    private void Expect(char expected)
    {
        if (!TryTake(expected))
        {
            throw Malformed();
        }
    }

    private bool TryTake(char expected)
    {
        SkipSpace();
        bool isThere = _position < _text.Length && _text[_position] == expected;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is (' ' or '\n' or '\t' or '\r'))
        {
            _position++;
        }
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : $"{text[..60]}...";

    private readonly NumpyFormatException Malformed() =>
        new(_name, $"the header of the NumPy array is damaged (near character {_position} of its dictionary).");
}
