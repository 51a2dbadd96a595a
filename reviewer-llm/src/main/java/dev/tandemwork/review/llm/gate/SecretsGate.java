package dev.tandemwork.review.llm.gate;

import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.gate.Remark.Level;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds secrets in added lines, and never repeats one. In tests a person tells whether it is a real one. */
final class SecretsGate implements Gate {
    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)\\b\\w*(passw(or)?d|secret|api_?key|auth_?token|access_?key)\\w*[\"']?\\s*[:=]\\s*[\"'](?=[^\"']*\\d)(?=[^\"']*[A-Za-z])[A-Za-z0-9+/=_!@#$%^&*-]{12,}[\"']");

    private final Redactor redactor = Redactor.ofPatterns();

    @Override
    public List<Remark> check(Examined change) {
        return change.files().flatMap(this::check).toList();
    }

    private Stream<Remark> check(FileChange file) {
        Level level = FileKind.of(file) == FileKind.TEST ? Level.PERSON : Level.BLOCK;
        return file.added().filter(this::hasSecret).map(line -> remark(file, line, level));
    }

    private boolean hasSecret(DiffLine line) {
        String text = line.text();
        return KEY.matcher(text).find()
                || ASSIGNED.matcher(text).find()
                || !redactor.veil(text).equals(text);
    }

    private static Remark remark(FileChange file, DiffLine line, Level level) {
        DiffLine veiled =
                new DiffLine(line.kind(), line.before(), line.after(), Redactor.VEIL, line.ending(), line.encoding());
        return Remark.about(
                file,
                veiled,
                level,
                "secrets",
                "there is a secret",
                "revoke it, and read it from outside the repository");
    }
}
