using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Sonde.Architecture.Tests.Assemblies;

/// <summary>What one method names in its signature and body.</summary>
internal sealed class MethodUses
{
    private readonly MetadataReader _metadata;
    private readonly TypeNames _names;
    private readonly HashSet<string> _types = [];
    private readonly HashSet<string> _members = [];

    public MethodUses(PEReader image, MetadataReader metadata, MethodDefinition method)
    {
        _metadata = metadata;
        _names = new TypeNames(metadata, _types);
        method.DecodeSignature(_names, null);
        if (method.RelativeVirtualAddress == 0)
            return;
        MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        foreach (ExceptionRegion region in body.ExceptionRegions)
            _names.Of(region.CatchType);
        foreach (int token in Instructions.Tokens(body.GetILReader()))
            Use(MetadataTokens.EntityHandle(token));
    }

    /// <summary>Types, as <see cref="TypeNames"/> writes them.</summary>
    public IReadOnlySet<string> Types => _types;

    /// <summary>Methods and fields as Type::Name; overloads are not told apart.</summary>
    public IReadOnlySet<string> Members => _members;

    private void Use(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                MethodDefinition method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                Add(method.GetDeclaringType(), method.Name);
                break;
            case HandleKind.FieldDefinition:
                FieldDefinition field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                Add(field.GetDeclaringType(), field.Name);
                break;
            case HandleKind.MemberReference:
                MemberReference member = _metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent, member.Name);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification generic = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                ImmutableArray<string> arguments = generic.DecodeSignature(_names, null);
                Assert.NotEmpty(arguments);
                Use(generic.Method);
                break;
            default:
                _names.Of(handle);
                break;
        }
    }

    private void Add(EntityHandle type, StringHandle name) => _members.Add(_names.Of(type) + "::" + _metadata.GetString(name));
}
