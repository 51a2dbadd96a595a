package dev.tandemwork.agents;

import java.util.Map;

/** What every CLI is told by its environment: nobody is there to ask, and nothing but the work is to be done. */
final class Unattended {
    /** The variables; each CLI reads its own, and children of one CLI may be another. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "IS_SANDBOX", "1",
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
            "CLAUDE_CODE_MAX_RETRIES", "3",
            "DISABLE_AUTOUPDATER", "1",
            "FACTORY_DROID_AUTO_UPDATE_ENABLED", "false",
            "GEMINI_CLI_TRUST_WORKSPACE", "true");

    private Unattended() {}
}
