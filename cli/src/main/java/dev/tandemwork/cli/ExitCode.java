package dev.tandemwork.cli;

/** What the process ends with; {@code docs/cli.md} and {@code --help} list them. */
enum ExitCode {
    /** Every task has landed, or the command did what it was asked. */
    DONE(0, "every task has landed; any other command: it did what it was asked"),
    /** The run ended, and some tasks have not landed. */
    NOT_ALL_LANDED(1, "the run has ended, and not every task has landed"),
    /** The command line or the plan is wrong. */
    WRONG(2, "the command or the plan was wrong; nothing was started"),
    /** The run waits. */
    PARKED(3, "the run waits for answers, or was stopped; it can be gone on with"),
    /** The run was cancelled. */
    CANCELLED(4, "the run was cancelled"),
    /** Something is missing on this machine. */
    ENVIRONMENT(5, "this machine lacks something that the run needs; nothing was started"),
    /** The run failed as a whole. */
    FAILED(6, "the run or its store has failed");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
