namespace Sonde.Binary.Btf;

/// <summary>Looks for a member through anonymous structs and unions, as C does, within bounds that hostile types cannot exceed.</summary>
internal ref struct BtfMemberSearch
{
    private const int DeepestNesting = 32;
    private const int MostMembers = 1_000_000;

    private readonly BtfImage _image;
    private readonly ReadOnlySpan<byte> _name;
    private int _looked;

    internal BtfMemberSearch(BtfImage image, ReadOnlySpan<byte> name)
    {
        _image = image;
        _name = name;
    }

    internal bool TryFind(int structId, out BtfMember member) => TryFind(structId, 0, 0, out member);

    private bool TryFind(int structId, int bits, int depth, out BtfMember member)
    {
        if (depth > DeepestNesting)
            throw new BtfFormatException($"type {structId} embeds more than {DeepestNesting} structs in each other");
        BtfType type = _image[_image.Resolve(structId)];
        for (int i = 0; type.IsComposite && !_name.IsEmpty && i < type.Count; i++)
        {
            if (++_looked > MostMembers)
                throw new BtfFormatException($"type {structId} has more than {MostMembers} members");
            member = type.MemberAt(i);
            ReadOnlySpan<byte> name = member.NameBytes;
            if (name.SequenceEqual(_name))
            {
                member = member.Shifted(bits);
                return true;
            }

            if (name.IsEmpty && TryFind(member.TypeId, BtfImage.Bounded((long)bits + member.BitOffset), depth + 1, out member))
                return true;
        }

        member = default;
        return false;
    }
}
