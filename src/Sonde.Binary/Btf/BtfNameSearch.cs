namespace Sonde.Binary.Btf;

/// <summary>
/// Finds the types of a name. A few names are looked for in the strings and then in the types, which costs a tenth of an index; who asks for more
/// gets the index.
/// </summary>
internal sealed class BtfNameSearch
{
    private const int SearchesBeforeIndex = 6;
    private const int MostPlaces = 16;

    private readonly BtfImage _image;
    private BtfNameIndex? _index;
    private int _searches;

    internal BtfNameSearch(BtfImage image) => _image = image;

    /// <summary>The types of this name, as numbers from 0 in ascending order.</summary>
    internal List<int> Find(ReadOnlySpan<byte> name)
    {
        List<int> found = [];
        Span<uint> places = stackalloc uint[MostPlaces];
        if (_index is null && _searches++ < SearchesBeforeIndex && TryFindPlaces(name, places, out int count))
        {
            _image.FindNamed(places[..count], found);
            return found;
        }

        _index ??= new BtfNameIndex(_image);
        for (int own = _index.Find(name, -1); own >= 0; own = _index.Find(name, own))
            found.Add(own);
        return found;
    }

    // A name may also be the end of a longer string. Short names have too many such places.
    private bool TryFindPlaces(ReadOnlySpan<byte> name, Span<uint> places, out int count)
    {
        count = 0;
        // A split image may use its base's strings.
        if (_image.Base is not null)
            return false;
        byte[] terminated = [.. name, 0];
        ReadOnlySpan<byte> strings = _image.Strings;
        int at = 0;
        while (strings[at..].IndexOf(terminated) is >= 0 and int distance)
        {
            if (count == places.Length)
                return false;
            places[count++] = (uint)(at + distance);
            at += distance + terminated.Length;
        }

        return true;
    }
}
