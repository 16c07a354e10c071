using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Sonde.Binary.Btf;
using Sonde.Testing;

namespace Sonde.Binary.Tests.Btf;

public sealed class BtfImageTests
{
    private readonly SampleTypes _sample = new();

    private BtfImage Image => _sample.Image;

    [Fact]
    public void Name_is_found_by_kind_and_a_tag_is_no_type()
    {
        Assert.True(Image.TryFind("task", BtfKind.Struct, out int found));
        Assert.Equal(_sample.Task, found);
        Assert.True(Image.TryFind("task", BtfKind.Forward, out int forward));
        Assert.Equal([_sample.Task, forward], Image.FindAll("task"));
        Assert.False(Image.TryFind("task", BtfKind.Union, out int none));
        Assert.Equal(0, none);
        Assert.Empty(Image.FindAll("rcu"));
        Assert.Empty(Image.FindAll(""));
        Assert.Empty(Image.FindAll("tas"));
    }

    [Fact]
    public void Member_is_found_through_anonymous_members_with_its_offset_in_the_whole()
    {
        Assert.True(Image.TryFindMember(_sample.Typedef, "address", out int offsetBits, out int typeId, out int bitSize));
        Assert.Equal((128, _sample.Pointer, 0), (offsetBits, typeId, bitSize));
        Assert.True(Image.TryFindMember(_sample.Task, "comm", out BtfMember comm));
        Assert.Equal((24, "comm", _sample.Name), (comm.ByteOffset, comm.Name, comm.TypeId));
        Assert.False(Image.TryFindMember(_sample.Task, "", out BtfMember _));
        Assert.False(Image.TryFindMember(_sample.Task, "none", out BtfMember _));
        Assert.False(Image.TryFindMember(_sample.Int, "pid", out BtfMember _));
    }

    [Fact]
    public void Bit_field_tells_its_first_bit_and_its_width()
    {
        Assert.True(Image.TryFindMember(_sample.Task, "mode", out BtfMember mode));
        Assert.Equal((33, 4, 5), (mode.BitOffset, mode.ByteOffset, mode.BitSize));
        Assert.True(Image.TryFindMember(_sample.Task, "pid", out BtfMember pid));
        Assert.Equal(0, pid.BitSize);
    }

    [Fact]
    public void Bit_field_of_an_old_encoder_is_told_by_its_integer()
    {
        BtfBuilder builder = new();
        int narrow = builder.AddInteger("unsigned int", 4, BtfIntegerEncoding.None);
        int holder = builder.AddStruct("holder", 4, new BtfMemberDefinition("bits", narrow, 8));
        byte[] bytes = builder.ToArray();
        bytes[24 + 12] = 3;     // bits of the integer
        bytes[24 + 14] = 2;     // and where they begin
        BtfMember member = BtfImage.Parse(bytes)[holder].MemberAt(0);
        Assert.Equal((10, 3), (member.BitOffset, member.BitSize));
    }

    [Fact]
    public void Size_is_that_of_the_value()
    {
        Assert.Equal(
            [4, 8, 16, 60, 48, 48, 8, 4, 8, 0, 0, 60, 60],
            new[] { _sample.Int, _sample.Pointer, _sample.Name, _sample.Matrix, _sample.Task, _sample.Typedef, _sample.Tagged, _sample.State, _sample.Large, _sample.Function, 0, _sample.Variable, _sample.Section }
                .Select(Image.SizeOf));
        Assert.Equal(_sample.Task, Image.Resolve(_sample.Typedef));
        Assert.Equal(_sample.Tagged, Image.Resolve(_sample.Tagged));
    }

    [Fact]
    public void Enumerators_are_found_by_name_and_by_value()
    {
        Assert.True(Image.TryFindEnumerator("DEAD", out int enumId, out long value));
        Assert.Equal((_sample.State, -1), (enumId, value));
        Assert.True(Image.TryFindEnumerator(_sample.Large, "TOP", out value));
        Assert.Equal(0x8000_0000_0000_0001, (ulong)value);
        Assert.Equal("RUNNING", Image.FindEnumeratorName(_sample.State, 0));
        Assert.Null(Image.FindEnumeratorName(_sample.State, 7));
        Assert.Null(Image.FindEnumeratorName(_sample.Task, 0));
        Assert.False(Image.TryFindEnumerator("NONE", out _, out _));
        Assert.False(Image.TryFindEnumerator(_sample.Large, "DEAD", out _));
    }

    [Fact]
    public void Function_leads_to_its_parameters()
    {
        BtfType function = Image[_sample.Function];
        Assert.Equal(("wake", BtfLinkage.Global), (function.Name, function.Linkage));
        BtfType prototype = Image[function.TargetId];
        Assert.Equal(_sample.Int, prototype.TargetId);
        Assert.Equal([("task", _sample.Tagged, false), ("", 0, true)], prototype.Parameters.Select(parameter => (parameter.Name, parameter.TypeId, parameter.IsVariadic)));
    }

    [Fact]
    public void Split_image_continues_the_ids_and_names_of_its_base()
    {
        // A module's strings begin where its base's end, and its ids too.
        BtfBuilder builder = new();
        builder.AddStruct("own", 8, new BtfMemberDefinition("self", Image.TypeCount, 0));
        byte[] bytes = builder.ToArray();
        uint names = MemoryMarshal.Read<uint>(_sample.Bytes.AsSpan(20));
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(24, 24));
        words[0] += names;
        words[3] += names;
        BtfImage split = BtfImage.Parse(bytes, Image);
        Assert.Equal(Image.TypeCount, split.FirstOwnId);
        Assert.True(split.TryFind("own", BtfKind.Struct, out int own));
        Assert.Equal(("own", "self", own), (split[own].Name, split[own].MemberAt(0).Name, split[own].MemberAt(0).TypeId));
        Assert.True(split.TryFind("task", BtfKind.Struct, out int task));
        Assert.Equal(_sample.Task, task);
        Assert.True(split.TryFindMember(task, "low", out BtfMember low));
        Assert.Equal(128, low.BitOffset);
        Assert.True(split.TryFindEnumerator("RUNNING", out int state, out _));
        Assert.Equal(_sample.State, state);
    }

    [Fact]
    public void Other_byte_order_reads_the_same()
    {
        byte[] swapped = [.. _sample.Bytes];
        Span<uint> words = MemoryMarshal.Cast<byte, uint>(swapped.AsSpan(4, 20 + (int)MemoryMarshal.Read<uint>(swapped.AsSpan(12))));
        BinaryPrimitives.ReverseEndianness(words, words);
        (swapped[0], swapped[1]) = (swapped[1], swapped[0]);
        Assert.Equal(BtfRawText.Of(Image), BtfRawText.Of(BtfImage.Parse(swapped)));
    }

    [Fact]
    public void Circle_of_types_is_refused_where_it_is_followed()
    {
        BtfBuilder builder = new();
        int first = builder.AddTypedef("first", 2);
        builder.AddConst(first);
        int array = builder.AddArray(builder.NextId, first, 2);
        int self = builder.AddStruct("self", 8, new BtfMemberDefinition("", builder.NextId, 0));
        BtfImage image = BtfImage.Parse(builder.ToArray());
        Assert.Throws<BtfFormatException>(() => image.Resolve(first));
        Assert.Throws<BtfFormatException>(() => image.SizeOf(array));
        Assert.Throws<BtfFormatException>(() => image.TryFindMember(self, "none", out BtfMember _));
    }

    [Fact]
    public void Struct_that_multiplies_its_members_is_refused_in_time()
    {
        BtfBuilder builder = new();
        for (int level = 0; level < 20; level++)
            builder.AddStruct("", 8, [.. Enumerable.Repeat(new BtfMemberDefinition("", level + 2, 0), 100)]);
        BtfImage image = BtfImage.Parse(builder.ToArray());
        Assert.Throws<BtfFormatException>(() => image.TryFindMember(1, "none", out BtfMember _));
    }

    [Fact]
    public void Damage_is_refused_with_the_formats_exception_or_read_as_something()
    {
        int refused = HostileText.Feed<BtfFormatException>(_sample.Bytes, bytes => ReadAll(BtfImage.Parse(bytes)), mutations: 5000);
        Assert.True(refused > 1000, $"only {refused} damaged images were refused");
    }

    private static void ReadAll(BtfImage image)
    {
        _ = BtfRawText.Of(image);
        for (int id = 0; id < image.TypeCount; id++)
        {
            _ = image.SizeOf(id);
            _ = image.TryFindMember(id, "none", out BtfMember _);
            _ = image.FindEnumeratorName(id, 12345);
        }

        _ = image.FindAll("task");
        _ = image.TryFindEnumerator("none", out _, out _);
    }
}
