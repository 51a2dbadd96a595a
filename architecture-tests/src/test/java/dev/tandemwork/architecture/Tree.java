package dev.tandemwork.architecture;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The compiled main classes of all modules, and which module each one comes from. */
final class Tree {
    static final String CORE = "orchestrator-core";
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandemwork");

    /** Neither is a library: one measures, the other shows. */
    private static final Set<String> NOT_JUDGED = Set.of("benchmarks", "examples");

    private static final Pattern MODULE = Pattern.compile(".*/([^/]+)/target/.*");

    private Tree() {}

    /** Returns the folder name of the module of {@code type}, or "" for a class that is not ours. */
    static String moduleOf(JavaClass type) {
        return type.getSource()
                .map(source -> moduleAt(source.getUri().toString()))
                .orElse("");
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.tandemwork");
    }

    /** Returns the modules of the source tree that have main classes to judge. */
    static Set<String> modulesOnDisk() {
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            return folders.filter(Tree::hasClasses)
                    .map(folder -> folder.getFileName().toString())
                    .filter(module -> !NOT_JUDGED.contains(module))
                    .collect(toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the packages that core's module descriptor exports. */
    static Set<String> exportedByCore() {
        return ModuleFinder.of(corePath()).findAll().stream()
                .flatMap(module -> module.descriptor().exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .collect(toUnmodifiableSet());
    }

    private static Path corePath() {
        return Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> moduleAt(entry + "/").equals(CORE))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasClasses(Path folder) {
        Path sources = folder.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.anyMatch(Tree::isClass);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isClass(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.equals("module-info.java");
    }

    private static String moduleAt(String location) {
        Matcher matcher = MODULE.matcher(location);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
