using Sonde.Binary.Btf;

namespace Sonde.Binary.Tests.Btf;

/// <summary>An image with one or more of every kind, and the ids of its types.</summary>
internal sealed class SampleTypes
{
    public SampleTypes()
    {
        BtfBuilder builder = new();
        Int = builder.AddInteger("int", 4, BtfIntegerEncoding.Signed);
        Unsigned = builder.AddInteger("unsigned int", 4, BtfIntegerEncoding.None);
        Char = builder.AddInteger("char", 1, BtfIntegerEncoding.Signed);
        Pointer = builder.AddPointer(Char);
        Name = builder.AddArray(Char, Unsigned, 16);
        Matrix = builder.AddArray(builder.AddArray(Int, Unsigned, 3), Unsigned, 5);
        Inner = builder.AddUnion("", 8, new BtfMemberDefinition("low", Unsigned, 0), new BtfMemberDefinition("address", Pointer, 0));
        Middle = builder.AddStruct("", 16, new BtfMemberDefinition("first", Pointer, 0), new BtfMemberDefinition("", Inner, 64));
        Task = builder.AddStruct(
            "task", 48,
            new BtfMemberDefinition("pid", Int, 0),
            new BtfMemberDefinition("flag", Unsigned, 32, 1),
            new BtfMemberDefinition("mode", Unsigned, 33, 5),
            new BtfMemberDefinition("", Middle, 64),
            new BtfMemberDefinition("comm", Name, 192));
        Typedef = builder.AddTypedef("task_t", builder.AddConst(builder.AddVolatile(Task)));
        Tagged = builder.AddPointer(builder.AddTypeTag("rcu", Task));
        State = builder.AddEnumeration("state", 4, true, new BtfEnumeratorDefinition("DEAD", -1), new BtfEnumeratorDefinition("RUNNING", 0), new BtfEnumeratorDefinition("ALSO_RUNNING", 0));
        Large = builder.AddEnumeration("large", 8, false, new BtfEnumeratorDefinition("TOP", unchecked((long)0x8000_0000_0000_0001)));
        builder.AddForward("task");
        builder.AddForward("hidden", isUnion: true);
        Prototype = builder.AddFunctionPrototype(Int, new BtfParameterDefinition("task", Tagged), new BtfParameterDefinition("", 0));
        Function = builder.AddFunction("wake", Prototype);
        Variable = builder.AddVariable("counter", Matrix);
        Section = builder.AddDataSection(".data", 60, new BtfSectionVariable(Variable, 0, 60));
        builder.AddDeclarationTag("task", Function);
        builder.AddFloat("double", 8);
        Bytes = builder.ToArray();
        Image = BtfImage.Parse(Bytes);
    }

    public byte[] Bytes { get; }

    public BtfImage Image { get; }

    public int Int { get; }

    public int Unsigned { get; }

    public int Char { get; }

    public int Pointer { get; }

    public int Name { get; }

    public int Matrix { get; }

    public int Inner { get; }

    public int Middle { get; }

    public int Task { get; }

    public int Typedef { get; }

    public int Tagged { get; }

    public int State { get; }

    public int Large { get; }

    public int Prototype { get; }

    public int Function { get; }

    public int Variable { get; }

    public int Section { get; }
}
