package dev.tandemwork.cli.planted;

import dev.tandemwork.sysbox.secret.Secret;
import dev.tandemwork.sysbox.secret.SecretRequest;
import dev.tandemwork.sysbox.secret.SecretSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source that makes another value each time that it is asked, and keeps all of them in files where no worker and no
 * runtime looks.
 *
 * @param folder of the values
 */
record Planted(Path folder) implements SecretSource {
    static final String GIT = "GIT_TOKEN";
    static final String APP = "GITHUB_TOKEN";
    static final String MODEL = "MODEL_KEY";
    static final String SIGNING = "SIGNING_KEY";
    static final String ODD = "ODD_PASSWORD";

    /** What the agent is given; the worker alone is given the one for git. */
    static final List<String> OF_AGENT = List.of(APP, MODEL, SIGNING, ODD);

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String REVOKED = ".revoked";

    /** A value that was made, and its file. */
    record Made(String name, String value, Path file) {
        boolean isRevoked() {
            return Files.exists(file.resolveSibling(file.getFileName() + REVOKED));
        }
    }

    /** The server of the repository knows its token before anybody asks for it. */
    static Planted in(Path folder, String gitToken) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(GIT + "=fixed"), gitToken);
        return new Planted(folder);
    }

    @Override
    public Optional<Secret> mint(SecretRequest request) {
        if (request.name().equals(GIT)) {
            return named(GIT).map(made -> Secret.of(GIT, made.value())).findFirst();
        }
        return OF_AGENT.contains(request.name()) ? Optional.of(make(request.name())) : Optional.empty();
    }

    private Secret make(String name) {
        try {
            Path file = folder.resolve(name + "=" + UUID.randomUUID());
            Files.writeString(file, newValue(name));
            return revocable(new Made(name, Files.readString(file), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Secret> recover(SecretRequest request, Optional<String> value) {
        return named(request.name())
                .filter(made -> value.filter(made.value()::equals).isPresent())
                .map(Planted::revocable)
                .findFirst();
    }

    private static Secret revocable(Made made) {
        return Secret.revocable(made.name(), made.value(), () -> {
            try {
                Files.createFile(made.file().resolveSibling(made.file().getFileName() + REVOKED));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Stream<Made> named(String name) {
        return made().stream().filter(made -> made.name().equals(name));
    }

    /** Returns all that was made so far, by any process. */
    List<Made> made() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Made> all = new ArrayList<>();
            for (Path file :
                    files.filter(file -> !file.toString().endsWith(REVOKED)).toList()) {
                String name = file.getFileName().toString().split("=", 2)[0];
                all.add(new Made(name, Files.readString(file), file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what tells a secret, by what it is called: each form of it, and parts of it that can't be there by chance. */
    Map<String, String> signs() {
        Map<String, String> signs = new HashMap<>();
        made().forEach(made -> Signs.of(made.value()).forEach(sign -> signs.put(sign, made.name())));
        return signs;
    }

    private static String newValue(String name) {
        Random random = new Random();
        return switch (name) {
            case APP -> "ghs_123456_" + letters(random, "._-", 509);
            case MODEL -> "sk-ant-api03-" + letters(random, "_-", 80);
            case SIGNING ->
                "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                        + Stream.generate(() -> letters(random, "+/", 70))
                                .limit(30)
                                .collect(Collectors.joining("\n"))
                        + "\n" + letters(random, "+/", 26) + "==\n-----END OPENSSH PRIVATE KEY-----";
            default -> "p\"ä\\s s/w+&%~*'()#?=:" + letters(random, "", 20);
        };
    }

    private static String letters(Random random, String more, int count) {
        String all = LETTERS + more;
        return random.ints(count, 0, all.length())
                .mapToObj(at -> all.substring(at, at + 1))
                .collect(Collectors.joining());
    }
}
