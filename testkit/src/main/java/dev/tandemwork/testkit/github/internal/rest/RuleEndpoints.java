package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.access.BranchRules;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Rulebook.Ruleset;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Branches and what they ask for: protections, and rulesets. */
final class RuleEndpoints {
    private static final String REPOSITORY = "/repos/{owner}/{repo}";

    private RuleEndpoints() {}

    static void on(Routes routes) {
        Needs content = Needs.permission("contents=read");
        Needs administration = Needs.permission("administration=read");
        Needs metadata = Needs.permission("metadata=read");
        // a branch with slashes in its name takes the rest of the path: what stands behind it must be asked for first
        routes.on("GET " + REPOSITORY + "/branches/{branch}/protection", administration, RuleEndpoints::protection)
                .on("GET " + REPOSITORY + "/branches", content, RuleEndpoints::list)
                .on("GET " + REPOSITORY + "/branches/{branch...}", content, RuleEndpoints::get)
                .on("GET " + REPOSITORY + "/rules/branches/{branch...}", metadata, RuleEndpoints::rules)
                .on("GET " + REPOSITORY + "/rulesets", metadata, RuleEndpoints::rulesets);
    }

    private static String url(Ask ask) {
        return ask.places().api() + "/repos/" + ask.repository().fullName();
    }

    private static Answer list(Ask ask) {
        List<Map.Entry<String, String>> all =
                List.copyOf(ask.repository().branches().all().entrySet());
        return Pages.of(ask, all, entry -> brief(ask, entry.getKey(), entry.getValue()));
    }

    private static ObjectNode brief(Ask ask, String branch, String sha) {
        ObjectNode shown = Json.object().put("name", branch).put("protected", isProtected(ask.repository(), branch));
        shown.putObject("commit").put("sha", sha).put("url", url(ask) + "/commits/" + sha);
        return shown;
    }

    private static boolean isProtected(Repository repository, String branch) {
        return repository.rules().protection(branch).isPresent()
                || !repository.rules().rulesets(branch).isEmpty();
    }

    private static Answer get(Ask ask) {
        String branch = ask.parameter("branch");
        Repository repository = ask.repository();
        String sha = repository.branches().head(branch).orElseThrow(() -> Problem.of(404, "Branch not found"));
        String own = url(ask) + "/branches/" + branch;
        ObjectNode shown = Json.object()
                .put("name", branch)
                .put("protected", isProtected(repository, branch))
                .put("protection_url", own + "/protection");
        shown.set(
                "commit",
                new CommitShape(ask, repository).commit(repository.git().commit(sha)));
        shown.putObject("_links")
                .put("self", own)
                .put("html", ask.places().web() + "/" + repository.fullName() + "/tree/" + branch);
        Optional<BranchRules> rules = repository.rules().protection(branch);
        ObjectNode protection = shown.putObject("protection").put("enabled", rules.isPresent());
        ObjectNode required = protection.putObject("required_status_checks");
        required.put("enforcement_level", rules.isPresent() ? "non_admins" : "off");
        checks(required, rules.orElse(BranchRules.none()));
        return Answer.ok(shown);
    }

    private static void checks(ObjectNode required, BranchRules rules) {
        ArrayNode contexts = required.putArray("contexts");
        ArrayNode checks = required.putArray("checks");
        rules.checks().stream().sorted().forEach(check -> {
            contexts.add(check);
            checks.addObject().put("context", check).putNull("app_id");
        });
    }

    private static Answer protection(Ask ask) {
        BranchRules rules = ask.repository()
                .rules()
                .protection(ask.parameter("branch"))
                .orElseThrow(() -> Problem.of(404, "Branch not protected"));
        String own = url(ask) + "/branches/" + ask.parameter("branch") + "/protection";
        ObjectNode shown = Json.object().put("url", own);
        if (!rules.checks().isEmpty()) {
            String checks = own + "/required_status_checks";
            checks(
                    shown.putObject("required_status_checks")
                            .put("url", checks)
                            .put("contexts_url", checks + "/contexts")
                            .put("strict", rules.upToDate()),
                    rules);
        }
        if (rules.approvals() > 0) {
            shown.putObject("required_pull_request_reviews")
                    .put("url", own + "/required_pull_request_reviews")
                    .put("dismiss_stale_reviews", false)
                    .put("require_code_owner_reviews", false)
                    .put("required_approving_review_count", rules.approvals());
        }
        shown.putObject("enforce_admins").put("url", own + "/enforce_admins").put("enabled", true);
        return Answer.ok(shown);
    }

    private static Answer rules(Ask ask) {
        ArrayNode shown = Json.array();
        ask.repository().rules().rulesets(ask.parameter("branch")).forEach(set -> add(ask, shown, set));
        return Answer.ok(shown);
    }

    private static void add(Ask ask, ArrayNode shown, Ruleset set) {
        BranchRules rules = set.rules();
        if (!rules.checks().isEmpty()) {
            ObjectNode parameters = rule(ask, shown, set, "required_status_checks");
            parameters.put("strict_required_status_checks_policy", rules.upToDate());
            ArrayNode checks = parameters.putArray("required_status_checks");
            rules.checks().stream().sorted().forEach(check -> checks.addObject().put("context", check));
        }
        if (rules.approvals() > 0) {
            rule(ask, shown, set, "pull_request")
                    .put("required_approving_review_count", rules.approvals())
                    .put("dismiss_stale_reviews_on_push", false)
                    .put("require_code_owner_review", false)
                    .put("require_last_push_approval", false)
                    .put("required_review_thread_resolution", false)
                    .set("allowed_merge_methods", Json.array().add("merge").add("squash"));
        }
        if (rules.queued()) {
            rule(ask, shown, set, "merge_queue")
                    .put("check_response_timeout_minutes", 60)
                    .put("grouping_strategy", "ALLGREEN")
                    .put("max_entries_to_build", 5)
                    .put("max_entries_to_merge", 5)
                    .put("merge_method", "SQUASH")
                    .put("min_entries_to_merge", 1)
                    .put("min_entries_to_merge_wait_minutes", 1);
        }
    }

    private static ObjectNode rule(Ask ask, ArrayNode shown, Ruleset set, String type) {
        return shown.addObject()
                .put("type", type)
                .put("ruleset_source_type", "Repository")
                .put("ruleset_source", ask.repository().fullName())
                .put("ruleset_id", set.id())
                .putObject("parameters");
    }

    private static Answer rulesets(Ask ask) {
        return Pages.of(
                ask,
                ask.repository().rules().rulesets(),
                set -> Json.object()
                        .put("id", set.id())
                        .put("name", set.name())
                        .put("target", "branch")
                        .put("source_type", "Repository")
                        .put("source", ask.repository().fullName())
                        .put("enforcement", "active"));
    }
}
