package dev.tandemwork.review.llm.gate;

import static dev.tandemwork.review.llm.gate.FileKind.BUILD;
import static dev.tandemwork.review.llm.gate.Remark.Level.BLOCK;
import static dev.tandemwork.review.llm.gate.Remark.Level.PERSON;

import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.gate.LineRule.Part;
import dev.tandemwork.review.llm.gate.LineRule.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a build or its CI would run that is not of this project. */
final class SupplyChain implements Gate {
    private static final String CATEGORY = "supply-chain";
    private static final Map<String, Pattern> MANIFESTS = Map.of(
            "package-lock.json", Pattern.compile("package\\.json"),
            "yarn.lock", Pattern.compile("package\\.json"),
            "pnpm-lock.yaml", Pattern.compile("package\\.json|pnpm-workspace\\.yaml"),
            "go.sum", Pattern.compile("go\\.mod"),
            "poetry.lock", Pattern.compile("pyproject\\.toml"),
            "uv.lock", Pattern.compile("pyproject\\.toml"),
            "Pipfile.lock", Pattern.compile("Pipfile"),
            "Cargo.lock", Pattern.compile("Cargo\\.toml"),
            "gradle.lockfile", Pattern.compile(".*\\.gradle(\\.kts)?"));

    private final Gate lines = new Table(CATEGORY)
            .in(Set.of(BUILD))
            .part(Part.WHOLE)
            .rule(
                    BLOCK,
                    "a workflow runs foreign code with the project's rights",
                    "use pull_request",
                    "^\\s*(-\\s*)?pull_request_target\\b")
            .rule(
                    BLOCK,
                    "what is downloaded is run unseen",
                    "pin a version and check its digest",
                    "\\b(curl|wget)\\b.*\\|\\s*(sudo\\s+)?(ba|z|da)?sh\\b|\\b(ba)?sh\\s+(-c\\s+)?[\"<]?\\(?\\$?\\((curl|wget)")
            .rule(
                    BLOCK,
                    "packages are loaded without their origin being checked",
                    "use https",
                    "\\b(registry|index-url|find-links|repositories)\\b.*http://(?!localhost|127\\.)|trusted-host|strict-ssl\\s*=\\s*false|GONOSUMCHECK|GONOSUMDB|GOFLAGS=.*-insecure")
            .rule(
                    PERSON,
                    "an action is not pinned to a commit",
                    "pin it: owner/name@<40 digits>",
                    "\\buses:\\s*[\\w.-]+/[\\w./-]+@(?![0-9a-f]{40}\\b)")
            .rule(
                    PERSON,
                    "packages come from another place",
                    "say why",
                    "<(repository|pluginRepository)>|\\b(registry|index-url|extra-index-url|find-links)\\s*=|\\bmaven\\s*\\{\\s*url|^\\s*replace\\b.*=>")
            .rule(
                    PERSON,
                    "a command runs when a package is installed",
                    "say why",
                    "\"(pre|post)?(install|prepare)\"\\s*:")
            .gate();

    @Override
    public List<Remark> check(Examined change) {
        Set<String> names = change.files().map(SupplyChain::name).collect(Collectors.toSet());
        List<Remark> unexplained = change.files()
                .filter(file -> isUnexplained(name(file), names))
                .map(file -> Remark.about(
                        file,
                        PERSON,
                        CATEGORY,
                        "locked versions change without what asks for them",
                        "change the manifest, too"))
                .toList();
        return Stream.concat(lines.check(change).stream(), unexplained.stream()).toList();
    }

    private static boolean isUnexplained(String name, Set<String> names) {
        Pattern manifest = MANIFESTS.get(name);
        return manifest != null
                && names.stream().noneMatch(other -> manifest.matcher(other).matches());
    }

    private static String name(FileChange file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
