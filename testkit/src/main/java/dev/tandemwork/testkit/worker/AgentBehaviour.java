package dev.tandemwork.testkit.worker;

/** What the agent of a test is to do. */
public enum AgentBehaviour {
    /** It makes a change, another one at each attempt, says some lines, and ends well. */
    CHANGE,
    /** It changes nothing and ends well. */
    NOTHING,
    /** It reports a failure. */
    FAIL,
    /** It goes on for ever, also when it is asked to end, and says nothing. */
    HANG
}
