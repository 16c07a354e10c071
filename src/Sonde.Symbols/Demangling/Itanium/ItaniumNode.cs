namespace Sonde.Symbols.Demangling.Itanium;

/// <summary>A part of a name. C++ writes some types around what they declare ("void (*name)(int)"), so that a node prints a left and a right part.</summary>
internal abstract class ItaniumNode
{
    /// <summary>The name that a constructor of this class has; empty where there is none.</summary>
    internal virtual string BaseName => "";

    /// <summary>True for names, which need no parentheses in an expression.</summary>
    internal virtual bool IsSimple => false;

    internal void Print(ItaniumOutput output)
    {
        PrintLeft(output);
        PrintRight(output);
    }

    internal void PrintLeft(ItaniumOutput output)
    {
        output.Enter();
        Left(output);
        output.Leave();
    }

    internal void PrintRight(ItaniumOutput output)
    {
        output.Enter();
        Right(output);
        output.Leave();
    }

    /// <summary>What this stands for where it is printed: of a template parameter its argument, of a pack one element.</summary>
    internal virtual ItaniumNode Resolve(ItaniumOutput output) => this;

    /// <summary>True where something is printed behind what is declared.</summary>
    internal virtual bool HasRight(ItaniumOutput output) => false;

    protected abstract void Left(ItaniumOutput output);

    protected virtual void Right(ItaniumOutput output)
    {
    }

    /// <summary>Prints nodes with ", " between them; empty packs at the end leave no comma.</summary>
    internal static void PrintList(ItaniumOutput output, IReadOnlyList<ItaniumNode> nodes)
    {
        int end = output.Length;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (i > 0)
                output.Add(", ");
            int start = output.Length;
            nodes[i].Print(output);
            if (output.Length > start)
                end = output.Length;
        }

        output.Cut(end);
    }
}
