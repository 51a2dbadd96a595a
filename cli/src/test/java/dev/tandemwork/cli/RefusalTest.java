package dev.tandemwork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.Started.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says when it can't do what it is asked; nothing is started then. */
@Timeout(120)
final class RefusalTest {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void prepare() {
        shell = new Shell(folder);
    }

    @Test
    void badPlan_isRefused_withEveryProblem() throws IOException {
        Files.writeString(shell.path("plan.yaml"), "repository: repo.git\ntasks:\n- {id: a, instruction: x}\n");

        Result result = shell.run("run", "plan.yaml");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("""
                        tandemwork: plan.yaml:3:3: field [tasks[1].instructions] is missing; expected what the agent is to do
                        tandemwork: plan.yaml:3:11: field [tasks[1].instruction] is not known; expected one of id, title, \
                        instructions, scope, depends-on, touches, setup, checks, agent, limits, base; did you mean [instructions]?
                        """);
        assertThat(shell.path(".tandemwork")).doesNotExist();
        assertThat(shell.run("run", "plan.yaml", "--json").out().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"event\":\"problem\""));
    }

    @Test
    void everyKindOfBadPlan_isToldWithItsLine_andNothingIsLeft() throws IOException {
        assertRefused(
                "- {id: a, instructions: x, depends-on: [b]}\n- {id: b, instructions: x, depends-on: [a]}",
                "plan.yaml:3:3: task [a] waits for itself: a -> b -> a; expected no circle; remove a depends-on from it");
        assertRefused(
                "- {id: a, instructions: x, agent: no-such}",
                "plan.yaml:3:35: agent [no-such] is not known; expected one of claude, codex, ");
        assertRefused("- {id: a, instructions: x", "plan.yaml:4:1: file is not YAML: ");
    }

    private void assertRefused(String tasks, String message) throws IOException {
        Files.writeString(shell.path("plan.yaml"), "repository: repo.git\ntasks:\n" + tasks + "\n");
        Result result = shell.run("run", "plan.yaml");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("tandemwork: " + message);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(shell.path(".tandemwork")).doesNotExist();
    }

    @Test
    void whatTheMachineLacks_isToldAtOnce() throws IOException {
        Files.writeString(
                shell.path("plan.yaml"),
                "repository: none.git\nagent: {name: command, command: [no-such-agent]}\ntasks: [{id: a, instructions: x}]\n");

        Result result = shell.run("run", "plan.yaml");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err())
                .contains("repository [" + folder + "/none.git] does not exist; expected the path of a git repository")
                .contains(
                        "agent's program [no-such-agent] is not found on the PATH; expected a program that can be run");
        assertThat(shell.path(".tandemwork")).doesNotExist();
    }

    @Test
    void baseBranch_mustBeThere_andNotBeCheckedOut() throws IOException {
        shell.plan("true", "base: trunk", "a");
        assertThat(shell.run("run", "plan.yaml").err())
                .contains("branch [trunk] is not in [", "; expected one of main;");

        shell.repository()
                .git(
                        "clone",
                        "-q",
                        folder.resolve("repo.git").toString(),
                        shell.path("checkout").toString());
        shell.plan("true", "", "a");
        Path plan = shell.path("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("repo.git", "checkout"));
        assertThat(shell.run("run", "plan.yaml").err())
                .contains("branch [main] is checked out in [", "switch --detach");
    }

    @Test
    void missingGit_isTold() throws IOException {
        shell.plan("true", "", "a");
        Path empty = Files.createDirectory(shell.path("bin"));
        Path sh = Files.createSymbolicLink(empty.resolve("sh"), Path.of("/bin/sh"));
        assertThat(sh).exists();
        for (var command : List.of(Shell.command("run", "plan.yaml"), Shell.command("demo"))) {
            command.addAll(0, List.of("/usr/bin/env", "PATH=" + empty));

            Result result = shell.start(command).end();

            assertThat(result.code()).isEqualTo(5);
            assertThat(result.err())
                    .isEqualTo(
                            "tandemwork: git is not found; expected version 2.38 or newer on the PATH; install it\n");
        }
        assertThat(shell.path(".tandemwork")).doesNotExist();
    }

    @Test
    void stateFolder_mustBeWritable() throws IOException {
        shell.plan("true", "", "a");
        Files.writeString(shell.path("file"), "in the way");

        Result result = shell.run("run", "plan.yaml", "--state", "file/state");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("state folder [" + folder + "/file/state] can't be written", "--state");
    }

    @Test
    void demoThatIsRefused_leavesNothing() {
        Result result = shell.run("demo", "--workers", "0");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("tandemwork: option [--workers] is 0; expected 1 to 64\n");
        assertThat(shell.path(".tandemwork")).doesNotExist();
    }

    @Test
    void takenName_isRefused() throws IOException {
        shell.plan("echo x > new.txt", "", "a");
        assertThat(shell.run("run", "plan.yaml", "--run", "r").code()).isZero();

        Result second = shell.run("run", "plan.yaml", "--run", "r");

        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err()).contains("run [r] is there already", "tandemwork resume r");
    }

    @Test
    void unknownRun_isToldWithThoseThatAre() {
        assertThat(shell.run("show", "r").err()).contains("has no runs; expected the one that a run was started with");
    }

    @Test
    void containersWithoutAnEngine_areRefused_andNothingIsLeft() throws IOException {
        shell.plan("true", "", "a");
        for (String[] command :
                new String[][] {{"run", "plan.yaml", "--runtime", "sysbox"}, {"demo", "--runtime", "sysbox"}}) {
            Result result = shell.runWith(List.of("DOCKER_HOST=unix:///no/such.sock"), command);

            assertThat(result.code()).isEqualTo(5);
            assertThat(result.err())
                    .isEqualTo(
                            "tandemwork: no Docker engine answers at [unix:///no/such.sock], where there is no such file;"
                                    + " expected a running engine; install Docker Engine, or start it: sudo systemctl start"
                                    + " docker\n");
            assertThat(shell.path(".tandemwork")).doesNotExist();
        }
    }

    @Test
    void optionsOfContainers_areChecked() throws IOException {
        shell.plan("true", "", "a");

        assertThat(shell.run("run", "plan.yaml", "--runtime", "docker").err())
                .contains("[docker] is no runtime; expected process or sysbox");
        assertThat(shell.run("run", "plan.yaml", "--egress", "example.org").err())
                .isEqualTo("tandemwork: options [--image], [--egress], [--pull-through] and [--registry-mirror] are for"
                        + " containers, and workers are processes; expected --runtime sysbox with them\n");
        assertThat(shell.run(
                                "run",
                                "plan.yaml",
                                "--runtime",
                                "sysbox",
                                "--pull-through",
                                "https://registry.example.org",
                                "--registry-mirror",
                                "http://10.0.0.5:5000")
                        .err())
                .isEqualTo("tandemwork: options [--pull-through] and [--registry-mirror] are both there; expected one"
                        + " mirror; leave one out\n");
        assertThat(shell.run("run", "plan.yaml", "--runtime", "sysbox", "--registry-mirror", "https://10.0.0.5")
                        .err())
                .contains("tandemwork: registry mirror has URL [https://10.0.0.5]; expected one such as");
        assertThat(shell.run("run", "plan.yaml", "--runtime", "sysbox", "--egress", "http://example.org")
                        .err())
                .isEqualTo("tandemwork: option [--egress] is [http://example.org]; expected a host such as"
                        + " registry.example.org, *.example.org or 10.1.2.3, and a port after [:] if it is not 443\n");
        assertThat(shell.path(".tandemwork")).doesNotExist();
    }

    @Test
    void runtime_staysThatOfTheRun() throws IOException {
        shell.plan("echo x > new.txt", "", "a");
        assertThat(shell.run("run", "plan.yaml", "--run", "r").code()).isZero();

        Result result = shell.run("resume", "r", "--runtime", "sysbox");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo("tandemwork: option [--runtime] is not that of the run, which was begun with [process];"
                        + " expected the same; leave it away\n");
    }
}
