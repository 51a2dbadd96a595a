import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures the style of the main sources with javac's own parser, prints the figures and fails on a broken limit.
 *
 * <p>Run as {@code java config/StyleFigures.java [--without=MODULE,...] FOLDER...}: each folder is a module (it has
 * {@code src/main/java}) or holds modules. Exits with 0, or 1 when a limit is broken, or 2 when nothing was found.
 */
final class StyleFigures {
    private static final int METHOD_MEDIAN = 4;
    private static final int METHOD_P90 = 12;
    private static final int METHOD_MAX = 40;
    private static final int FILE_MAX = 500;
    private static final int PUBLIC_TYPES_PERCENT = 60;
    private static final int PUBLIC_CONSTRUCTORS_PERCENT = 20;
    /** A small tree is mostly its contract; the share of public types means little before it has this many. */
    private static final int PUBLIC_TYPES_COUNTED_FROM = 150;

    private StyleFigures() {}

    public static void main(String[] args) throws IOException {
        Set<String> without = Stream.of(args)
                .filter(arg -> arg.startsWith("--without="))
                .flatMap(arg -> Stream.of(arg.substring("--without=".length()).split(",")))
                .collect(Collectors.toSet());
        TreeMap<String, Figures> modules = new TreeMap<>();
        for (String arg : args) {
            if (!arg.startsWith("--")) {
                measureUnder(Path.of(arg), without, modules);
            }
        }
        System.exit(report(modules));
    }

    private static void measureUnder(Path folder, Set<String> without, TreeMap<String, Figures> modules)
            throws IOException {
        for (Path module : modulesIn(folder)) {
            String name = module.toAbsolutePath().normalize().getFileName().toString();
            if (!without.contains(name)) {
                modules.put(name, Figures.of(module.resolve("src/main/java")));
            }
        }
    }

    private static List<Path> modulesIn(Path folder) throws IOException {
        if (isModule(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(StyleFigures::isModule).toList();
        }
    }

    private static boolean isModule(Path folder) {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    private static int report(TreeMap<String, Figures> modules) {
        Figures total = new Figures();
        modules.values().forEach(total::add);
        if (total.files.isEmpty()) {
            System.err.println("style figures: no main sources found; give the folder that holds the modules");
            return 2;
        }
        System.out.print(table(modules, total));
        List<String> broken = brokenLimits(total);
        broken.forEach(line -> System.err.println("style figures: " + line));
        return broken.isEmpty() ? 0 : 1;
    }

    /** One column for the labels, one a module, one for the total; each as wide as its widest cell. */
    private static String table(TreeMap<String, Figures> modules, Figures total) {
        List<List<String>> columns = new ArrayList<>();
        columns.add(column("", line -> line.label));
        modules.forEach((name, figures) -> columns.add(column(name, line -> line.show(figures))));
        columns.add(column("total", line -> line.show(total)));
        return IntStream.rangeClosed(0, Line.values().length)
                .mapToObj(row -> columns.stream().map(column -> column.get(row)).collect(Collectors.joining("  ")))
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }

    private static List<String> column(String head, Function<Line, String> cell) {
        List<String> cells = new ArrayList<>(List.of(head));
        Stream.of(Line.values()).map(cell).forEach(cells::add);
        int width = cells.stream().mapToInt(String::length).max().orElseThrow();
        String format = head.isEmpty() ? "%-" + width + "s" : "%" + width + "s";
        return cells.stream().map(format::formatted).toList();
    }

    private static List<String> brokenLimits(Figures total) {
        List<String> broken = new ArrayList<>();
        int[] methodLines = total.methodLines();
        List<String> longMethods =
                total.longMethods(METHOD_P90).map(Sized::show).toList();
        limit(broken, "method lines, median", percentile(methodLines, 50), METHOD_MEDIAN, longMethods);
        limit(broken, "method lines, p90", percentile(methodLines, 90), METHOD_P90, longMethods);
        total.longMethods(METHOD_MAX).forEach(method -> limit(broken, method, METHOD_MAX));
        total.files.forEach(file -> limit(broken, file, FILE_MAX));
        limit(
                broken,
                "constructors public, percent",
                total.publicConstructors().percent(),
                PUBLIC_CONSTRUCTORS_PERCENT,
                places(total.constructors));
        if (total.topLevel().count() > PUBLIC_TYPES_COUNTED_FROM) {
            int percent = total.topLevel().percent();
            limit(broken, "top-level types public, percent", percent, PUBLIC_TYPES_PERCENT, places(total.types));
        }
        return broken;
    }

    /** A limit on the whole names everything that counts towards it, so that the reader can choose. */
    private static void limit(List<String> broken, String what, int found, int limit, List<String> offenders) {
        if (found > limit) {
            broken.add(what + " [" + found + "]; expected at most " + limit);
            offenders.forEach(offender -> broken.add("  " + offender));
        }
    }

    private static void limit(List<String> broken, Sized sized, int limit) {
        if (sized.lines > limit) {
            broken.add(sized.show() + "; expected at most " + limit);
        }
    }

    private static List<String> places(List<Visible> all) {
        return all.stream().filter(Visible::isPublic).map(Visible::place).toList();
    }

    private static int percentile(int[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /** One row of the table. */
    private enum Line {
        METHODS("method lines median/p90/max") {
            @Override
            String show(Figures f) {
                return spread(f.methodLines(), 90);
            }
        },
        LONG_METHODS("methods over " + METHOD_MAX + " lines") {
            @Override
            String show(Figures f) {
                return f.longMethods(METHOD_MAX).count() + " of " + f.methods.size();
            }
        },
        FILES("file lines median/p90/max") {
            @Override
            String show(Figures f) {
                return spread(sorted(f.files, file -> file.lines), 90);
            }
        },
        PUBLIC_TYPES("top-level types public") {
            @Override
            String show(Figures f) {
                return f.topLevel().show();
            }
        },
        PUBLIC_CONSTRUCTORS("constructors public") {
            @Override
            String show(Figures f) {
                return f.publicConstructors().show();
            }
        },
        COMPACT_CONSTRUCTORS("compact constructors of records") {
            @Override
            String show(Figures f) {
                return String.valueOf(f.compactConstructors);
            }
        },
        FINAL_CLASSES("concrete classes final") {
            @Override
            String show(Figures f) {
                return Share.of(f.finalClasses, f.concreteClasses).show();
            }
        },
        PARAMETERS("parameters p95/max") {
            @Override
            String show(Figures f) {
                int[] parameters = sorted(f.methods, method -> method.parameters);
                return percentile(parameters, 95) + " / " + percentile(parameters, 100);
            }
        },
        COMMENTS("// comments per 100 code lines") {
            @Override
            String show(Figures f) {
                return String.format(Locale.ROOT, "%.1f", f.codeLines == 0 ? 0 : 100.0 * f.lineComments / f.codeLines);
            }
        },
        JAVADOC_TYPES("public types with Javadoc") {
            @Override
            String show(Figures f) {
                return Share.of(f.documentedTypes, f.publicTypes).show();
            }
        },
        JAVADOC_METHODS("public methods with Javadoc") {
            @Override
            String show(Figures f) {
                return Share.of(f.documentedMethods, f.publicMethods).show();
            }
        };

        private final String label;

        Line(String label) {
            this.label = label;
        }

        abstract String show(Figures figures);

        private static String spread(int[] sorted, int high) {
            return percentile(sorted, 50) + " / " + percentile(sorted, high) + " / " + percentile(sorted, 100);
        }
    }

    private static <T> int[] sorted(List<T> items, ToIntFunction<T> figure) {
        return items.stream().mapToInt(figure).sorted().toArray();
    }

    /** A file or a method with a body: where it stands and how long it is. */
    private record Sized(String place, int lines, int parameters) {
        String show() {
            return place + " has [" + lines + "] lines";
        }
    }

    /** A declaration and whether it is public. */
    private record Visible(String place, boolean isPublic) {}

    /** A part of a whole. */
    private record Share(int part, int count) {
        static Share of(int part, int count) {
            return new Share(part, count);
        }

        static Share publicOf(List<Visible> all) {
            return new Share((int) all.stream().filter(Visible::isPublic).count(), all.size());
        }

        /** Returns the percentage, rounded up: a limit is broken by the first one too many. */
        int percent() {
            return count == 0 ? 0 : (100 * part + count - 1) / count;
        }

        String show() {
            return count == 0 ? "-" : Math.round(100.0 * part / count) + "% of " + count;
        }
    }

    /** What was counted in a module, or in all of them. */
    private static final class Figures {
        private final List<Sized> methods = new ArrayList<>();
        private final List<Sized> files = new ArrayList<>();
        private final List<Visible> types = new ArrayList<>();
        private final List<Visible> constructors = new ArrayList<>();
        private int compactConstructors;
        private int concreteClasses;
        private int finalClasses;
        private int publicTypes;
        private int documentedTypes;
        private int publicMethods;
        private int documentedMethods;
        private int codeLines;
        private int lineComments;

        static Figures of(Path sources) throws IOException {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(sources)) {
                files = walk.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .toList();
            }
            Figures figures = new Figures();
            if (!files.isEmpty()) {
                figures.parse(files);
            }
            return figures;
        }

        private void parse(List<Path> paths) throws IOException {
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
            try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
                JavacTask task = (JavacTask) compiler.getTask(
                        null,
                        manager,
                        problems,
                        List.of("-proc:none"),
                        null,
                        manager.getJavaFileObjectsFromPaths(paths));
                DocTrees trees = DocTrees.instance(task);
                for (CompilationUnitTree unit : task.parse()) {
                    count(unit, trees);
                }
            }
        }

        private void count(CompilationUnitTree unit, DocTrees trees) throws IOException {
            String text = unit.getSourceFile().getCharContent(true).toString();
            SourceLines lines = SourceLines.of(text);
            Path file = Path.of("")
                    .toAbsolutePath()
                    .relativize(Path.of(unit.getSourceFile().toUri()));
            files.add(new Sized(file + ":1", lines.total(), 0));
            codeLines += lines.code();
            lineComments += lines.lineComments();
            new Counter(this, trees, file.toString(), text).scan(new TreePath(unit), null);
        }

        void add(Figures other) {
            methods.addAll(other.methods);
            files.addAll(other.files);
            types.addAll(other.types);
            constructors.addAll(other.constructors);
            compactConstructors += other.compactConstructors;
            concreteClasses += other.concreteClasses;
            finalClasses += other.finalClasses;
            publicTypes += other.publicTypes;
            documentedTypes += other.documentedTypes;
            publicMethods += other.publicMethods;
            documentedMethods += other.documentedMethods;
            codeLines += other.codeLines;
            lineComments += other.lineComments;
        }

        int[] methodLines() {
            return sorted(methods, Sized::lines);
        }

        Stream<Sized> longMethods(int limit) {
            return methods.stream().filter(method -> method.lines > limit);
        }

        Share topLevel() {
            return Share.publicOf(types);
        }

        Share publicConstructors() {
            return Share.publicOf(constructors);
        }
    }

    /** Walks one file and counts its declarations. */
    private static final class Counter extends TreePathScanner<Void, Void> {
        private final Figures figures;
        private final DocTrees trees;
        private final String file;
        private final String text;

        Counter(Figures figures, DocTrees trees, String file, String text) {
            this.figures = figures;
            this.trees = trees;
            this.file = file;
            this.text = text;
        }

        @Override
        public Void visitNewClass(NewClassTree node, Void unused) {
            scan(node.getArguments(), null);
            return node.getClassBody() == null ? null : scan(node.getClassBody().getMembers(), null);
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (isTopLevel()) {
                figures.types.add(
                        new Visible(place(type), has(type.getModifiers().getFlags(), Modifier.PUBLIC)));
            }
            countClass(type);
            if (isPublicApi(getCurrentPath())) {
                figures.publicTypes++;
                figures.documentedTypes += documented();
            }
            return super.visitClass(type, null);
        }

        private void countClass(ClassTree type) {
            Set<Modifier> flags = type.getModifiers().getFlags();
            if (type.getKind() == Tree.Kind.CLASS && !has(flags, Modifier.ABSTRACT)) {
                figures.concreteClasses++;
                figures.finalClasses += has(flags, Modifier.FINAL) ? 1 : 0;
            }
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            boolean constructor = method.getName().contentEquals("<init>");
            if (method.getBody() != null) {
                int parameters = method.getParameters().size();
                figures.methods.add(new Sized(place(method), bodyLines(method.getBody()), parameters));
            }
            if (constructor) {
                countConstructor(method);
            } else if (isPublicApi(getCurrentPath()) && !overrides(method)) {
                figures.publicMethods++;
                figures.documentedMethods += documented();
            }
            return super.visitMethod(method, null);
        }

        private void countConstructor(MethodTree method) {
            if (isCompact(method)) {
                figures.compactConstructors++;
            } else {
                boolean isPublic = has(method.getModifiers().getFlags(), Modifier.PUBLIC);
                figures.constructors.add(new Visible(place(method), isPublic));
            }
        }

        /** A compact constructor is the one whose declaration has a body and no parameter list. */
        private boolean isCompact(MethodTree method) {
            int from = (int) Math.max(start(method), end(method.getModifiers()));
            return text.substring(from, (int) start(method.getBody())).indexOf('(') < 0;
        }

        private boolean isTopLevel() {
            return getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
        }

        /** Public, or a member of an interface, all the way up. */
        private boolean isPublicApi(TreePath path) {
            Tree leaf = path.getLeaf();
            Tree parent = path.getParentPath().getLeaf();
            if (parent instanceof CompilationUnitTree) {
                return leaf instanceof ClassTree type && has(type.getModifiers().getFlags(), Modifier.PUBLIC);
            }
            if (!(parent instanceof ClassTree owner)) {
                return false;
            }
            return isPublicMember(leaf, owner) && isPublicApi(path.getParentPath());
        }

        private static boolean isPublicMember(Tree member, ClassTree owner) {
            Set<Modifier> flags = member instanceof ClassTree type
                    ? type.getModifiers().getFlags()
                    : ((MethodTree) member).getModifiers().getFlags();
            return has(flags, Modifier.PUBLIC) || isInterface(owner) && !has(flags, Modifier.PRIVATE);
        }

        private static boolean isInterface(ClassTree type) {
            return type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        }

        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        private int documented() {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            return comment == null ? 0 : 1;
        }

        private int bodyLines(BlockTree body) {
            return (int) (line(end(body) - 1) - line(start(body)) + 1);
        }

        private String place(Tree tree) {
            return file + ":" + line(nameStart(tree));
        }

        /** The line of the declaration itself, not of its annotations. */
        private long nameStart(Tree tree) {
            Tree modifiers = tree instanceof ClassTree type ? type.getModifiers() : ((MethodTree) tree).getModifiers();
            return Math.max(start(tree), end(modifiers));
        }

        private long line(long position) {
            return getCurrentPath().getCompilationUnit().getLineMap().getLineNumber(position);
        }

        private long start(Tree tree) {
            return trees.getSourcePositions().getStartPosition(getCurrentPath().getCompilationUnit(), tree);
        }

        private long end(Tree tree) {
            return trees.getSourcePositions().getEndPosition(getCurrentPath().getCompilationUnit(), tree);
        }

        private static boolean has(Set<Modifier> flags, Modifier flag) {
            return flags.contains(flag);
        }
    }

    /** How many lines a file has, how many of them hold code, and how many line comments stand in it. */
    private record SourceLines(int total, int code, int lineComments) {
        private static final Pattern TOKEN = Pattern.compile(
                "(?<block>/\\*.*?\\*/)|(?<line>//[^\\n]*)|(?<literal>\"\"\".*?(?<!\\\\)\"\"\""
                        + "|\"[^\"\\\\\\n]*+(?:\\\\.[^\"\\\\\\n]*+)*+\"|'(?:\\\\[^\\n]|[^'\\\\\\n])[^'\\n]*+')",
                Pattern.DOTALL);

        static SourceLines of(String text) {
            int comments = 0;
            StringBuilder code = new StringBuilder();
            Matcher token = TOKEN.matcher(text);
            while (token.find()) {
                token.appendReplacement(code, Matcher.quoteReplacement(kept(token)));
                comments += token.group("line") == null ? 0 : 1;
            }
            token.appendTail(code);
            int codeLines = (int)
                    code.toString().lines().filter(line -> !line.isBlank()).count();
            return new SourceLines((int) text.lines().count(), codeLines, comments);
        }

        private static String kept(Matcher token) {
            return token.group("literal") == null ? "" : token.group("literal");
        }
    }
}
