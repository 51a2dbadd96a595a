package dev.tandemwork.agents.output;

/** Takes what a command says; each output is handed over by a thread of its own. */
public interface OutputListener {
    /** Takes a line of standard output, of which {@code dropped} bytes are missing, and returns whether it says that all is done. */
    boolean output(String line, long dropped);

    /** Takes a line of standard error, of which {@code dropped} bytes are missing. */
    void error(String line, long dropped);
}
