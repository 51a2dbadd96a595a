package dev.tandemwork.cli.plan;

import dev.tandemwork.Names;
import dev.tandemwork.task.Check;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The field {@code checks}: shell commands, or maps with a name and a timeout. */
final class ChecksField {
    static final List<String> FIELDS = List.of("name", "run", "timeout");
    private static final String RUN = "a shell command";
    private static final String NAME = "a name: 1 to 63 letters, digits, '.', '_' or '-', led by a letter or digit";

    private final Set<String> names = new HashSet<>();
    private final List<Check> checks = new ArrayList<>();

    private ChecksField() {}

    static List<Check> read(Value value) {
        ChecksField field = new ChecksField();
        value.items("a list of checks: each a shell command, or a map with the fields " + String.join(", ", FIELDS))
                .forEach(field::add);
        return field.checks;
    }

    private void add(Value item) {
        Optional<Check> check = item.isMap() ? map(item) : plain(item);
        check.filter(made -> isNew(item, made)).ifPresent(checks::add);
    }

    private boolean isNew(Value item, Check check) {
        boolean isNew = names.add(check.name());
        if (!isNew) {
            item.problem("check [" + check.name() + "] is there twice; expected each name once; give one another name");
        }
        return isNew;
    }

    private Optional<Check> plain(Value item) {
        return item.text(RUN).map(script -> Check.shell("check-" + (checks.size() + 1), script));
    }

    private Optional<Check> map(Value item) {
        Fields fields = item.fields(FIELDS);
        Optional<String> name = fields.find("name").isPresent()
                ? fields.find("name").flatMap(ChecksField::name)
                : Optional.of("check-" + (checks.size() + 1));
        Optional<Check> plain = fields.require("run", RUN)
                .flatMap(run -> run.text(RUN))
                .flatMap(script -> name.map(known -> Check.shell(known, script)));
        return fields.find("timeout")
                .flatMap(time -> time.parsed(Quantity.DURATION, Quantity::duration))
                .flatMap(time -> plain.map(check -> new Check(check.name(), check.command(), time)))
                .or(() -> plain);
    }

    private static Optional<String> name(Value value) {
        return value.parsed(NAME, text -> Names.requireName("check", text));
    }
}
