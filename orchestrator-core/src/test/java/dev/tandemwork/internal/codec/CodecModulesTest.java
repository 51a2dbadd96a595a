package dev.tandemwork.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.CodecException;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodecModulesTest {
    @TempDir
    private Path folder;

    @Test
    void publicRecordOfAnExportedPackage_needsNoOpens() throws Exception {
        Class<?> type = load("module app { exports app; }", "public record Made(String name) {}");
        Constructor<?> constructor = type.getConstructor(String.class);
        Object made = constructor.newInstance("x");

        assertThat(Codec.of(type).decode(Codec.of(type).encode(made))).isEqualTo(made);
    }

    @Test
    void hiddenRecord_isRefused_withTheLineThatOpensIt() throws Exception {
        String remedy =
                "is not open; expected the module [app] to export it, or to say: opens app to dev.tandemwork.core";

        assertThat(refusal(load("module app { }", "public record Made(String name) {}")))
                .contains("[app.Made] " + remedy);
        assertThat(refusal(load("module app { exports app; }", "record Made(String name) {}")))
                .contains(remedy);
    }

    @Test
    void openedRecord_isStored() throws Exception {
        Class<?> type = load("module app { opens app to dev.tandemwork.core; }", "record Made(String name) {}");

        assertThat(Codec.of(type).decode("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .hasToString("Made[name=x]");
    }

    private Class<?> load(String module, String source) throws IOException, ClassNotFoundException {
        Path sources = Files.createTempDirectory(folder, "sources");
        Path info = Files.writeString(sources.resolve("module-info.java"), module);
        Path made = Files.writeString(sources.resolve("Made.java"), "package app; " + source);
        Path classes = sources.resolve("classes");
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.err, System.err, "-nowarn", "-d", classes.toString(), info.toString(), made.toString());
        assertThat(status).isZero();
        ModuleLayer boot = CodecModulesTest.class.getModule().getLayer();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("app"));
        return boot.defineModulesWithOneLoader(configuration, getClass().getClassLoader())
                .findLoader("app")
                .loadClass("app.Made");
    }

    private static String refusal(Class<?> type) {
        String[] message = new String[1];
        assertThatExceptionOfType(CodecException.class)
                .isThrownBy(() -> Codec.of(type))
                .satisfies(e -> message[0] = e.getMessage());
        return message[0];
    }
}
