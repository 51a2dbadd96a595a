package dev.tandemwork;

import org.jspecify.annotations.Nullable;

/** Thrown when an implementation breaks the contract of its interface. It names the implementation and the rule. */
public final class ContractException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final String implementation;
    private final String rule;

    private ContractException(String implementation, String rule, @Nullable Throwable cause) {
        super("[" + implementation + "] " + rule, cause);
        this.implementation = implementation;
        this.rule = rule;
    }

    /**
     * Returns an exception.
     *
     * @param implementation who broke the rule: {@code node review}, {@code reviewer style (com.acme.Style)}
     * @param rule what was found, what was expected, and the remedy
     */
    public static ContractException of(String implementation, String rule, @Nullable Throwable cause) {
        return new ContractException(implementation, rule, cause);
    }

    /** Returns who broke the rule. */
    public String implementation() {
        return implementation;
    }

    /** Returns the rule, as a sentence. */
    public String rule() {
        return rule;
    }
}
