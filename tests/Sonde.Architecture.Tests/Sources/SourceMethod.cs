using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Sonde.Architecture.Tests.Sources;

/// <summary>A method, constructor, accessor, operator or local function.</summary>
internal sealed class SourceMethod(SourceFile file, SyntaxNode node)
{
    /// <summary>Such as Sonde.Proc/Cpu/ProcStat.Parse.</summary>
    public string Name => $"{Path.ChangeExtension(file.Path, null)}.{NameOf(node)}";

    /// <summary>From the line of its name to the line of its last brace; attributes and comments above do not count.</summary>
    public int Lines
    {
        get
        {
            FileLinePositionSpan span = node.GetLocation().GetLineSpan();
            SyntaxNodeOrToken first = node.ChildNodesAndTokens().First(child => !child.IsKind(SyntaxKind.AttributeList));
            return span.EndLinePosition.Line - first.GetLocation()!.GetLineSpan().StartLinePosition.Line + 1;
        }
    }

    /// <summary>True for code. A member that is nothing but a list or one object is a table, and as long as its rows.</summary>
    public static bool IsMethod(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => !IsTable(method.ExpressionBody),
        LocalFunctionStatementSyntax => true,
        AccessorDeclarationSyntax accessor => accessor.Body is not null,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null && !IsTable(property.ExpressionBody),
        _ => false,
    };

    private static bool IsTable(ArrowExpressionClauseSyntax? body) =>
        body?.Expression is CollectionExpressionSyntax or BaseObjectCreationExpressionSyntax or WithExpressionSyntax;

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax => "new",
        DestructorDeclarationSyntax => "Finalize",
        OperatorDeclarationSyntax method => method.OperatorToken.Text,
        ConversionOperatorDeclarationSyntax method => method.Type.ToString(),
        LocalFunctionStatementSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        AccessorDeclarationSyntax accessor => $"{PropertyOf(accessor)}.{accessor.Keyword.Text}",
        _ => node.Kind().ToString(),
    };

    private static string PropertyOf(AccessorDeclarationSyntax accessor) => accessor.Parent?.Parent switch
    {
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EventDeclarationSyntax property => property.Identifier.Text,
        _ => "this",
    };
}
