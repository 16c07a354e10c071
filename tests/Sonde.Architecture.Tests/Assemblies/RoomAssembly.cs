using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sonde.Architecture.Tests.Assemblies;

/// <summary>A built room, as its metadata tells it; nothing of it is run.</summary>
internal sealed class RoomAssembly : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReader _metadata;

    public RoomAssembly(Room room)
    {
        _image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, room.AssemblyName + ".dll")));
        _metadata = _image.GetMetadataReader();
    }

    /// <summary>The names of the assemblies that it refers to.</summary>
    public IEnumerable<string> References => _metadata.AssemblyReferences.Select(handle => _metadata.GetString(_metadata.GetAssemblyReference(handle).Name));

    /// <summary>The native functions that it declares.</summary>
    public IEnumerable<string> NativeFunctions =>
        from handle in _metadata.MethodDefinitions
        let method = _metadata.GetMethodDefinition(handle)
        where method.Attributes.HasFlag(MethodAttributes.PinvokeImpl)
        select NameOf(method);

    /// <summary>Every type of other assemblies that it names.</summary>
    public IEnumerable<string> ForeignTypes
    {
        get
        {
            HashSet<string> met = [];
            TypeNames names = new(_metadata, met);
            foreach (TypeReferenceHandle handle in _metadata.TypeReferences)
                names.Of(handle);
            return met;
        }
    }

    /// <summary>Every member of other assemblies that it names, as Type::Name.</summary>
    public IEnumerable<string> ForeignMembers
    {
        get
        {
            TypeNames names = new(_metadata, new HashSet<string>());
            return _metadata.MemberReferences.Select(_metadata.GetMemberReference).Select(member => names.Of(member.Parent) + "::" + _metadata.GetString(member.Name));
        }
    }

    /// <summary>What each method uses, by its name as Type::Name; overloads share an entry.</summary>
    public ILookup<string, MethodUses> Methods => _metadata.MethodDefinitions
        .Select(_metadata.GetMethodDefinition)
        .ToLookup(NameOf, method => new MethodUses(_image, _metadata, method));

    /// <summary>The types that each outermost type uses: in its bases, members, bodies and nested types.</summary>
    public Dictionary<string, HashSet<string>> TypeUses
    {
        get
        {
            Dictionary<string, HashSet<string>> uses = [];
            TypeNames plain = new(_metadata, new HashSet<string>());
            foreach (TypeDefinitionHandle handle in _metadata.TypeDefinitions)
            {
                string name = OutermostOf(plain.Of(handle));
                if (!uses.TryGetValue(name, out HashSet<string>? used))
                    uses[name] = used = [];
                Collect(_metadata.GetTypeDefinition(handle), used);
            }

            return uses;
        }
    }

    /// <summary>Namespace.Outer of Namespace.Outer/Nested.</summary>
    public static string OutermostOf(string type) => type.Split('/')[0];

    public void Dispose() => _image.Dispose();

    private string NameOf(MethodDefinition method) => new TypeNames(_metadata, new HashSet<string>()).Of(method.GetDeclaringType()) + "::" + _metadata.GetString(method.Name);

    private void Collect(TypeDefinition type, HashSet<string> used)
    {
        TypeNames names = new(_metadata, used);
        names.Of(type.BaseType);
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
            names.Of(_metadata.GetInterfaceImplementation(handle).Interface);
        foreach (FieldDefinitionHandle handle in type.GetFields())
            _metadata.GetFieldDefinition(handle).DecodeSignature(names, null);
        foreach (MethodDefinitionHandle handle in type.GetMethods())
            used.UnionWith(new MethodUses(_image, _metadata, _metadata.GetMethodDefinition(handle)).Types);
    }
}
