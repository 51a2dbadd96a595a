package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Ids;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Places;

/** Shows accounts. */
final class UserShape {
    private final Hub hub;
    private final Places places;

    UserShape(Hub hub, Places places) {
        this.hub = hub;
        this.places = places;
    }

    ObjectNode simple(String login) {
        String encoded = login.replace("[", "%5B").replace("]", "%5D");
        String url = places.api() + "/users/" + encoded;
        long id = hub.ids().account(login);
        return Json.object()
                .put("login", login)
                .put("id", id)
                .put("node_id", Ids.node("User", login))
                .put("avatar_url", places.web() + "/avatars/" + id)
                .put("gravatar_id", "")
                .put("url", url)
                .put("html_url", places.web() + "/" + encoded)
                .put("followers_url", url + "/followers")
                .put("following_url", url + "/following{/other_user}")
                .put("gists_url", url + "/gists{/gist_id}")
                .put("starred_url", url + "/starred{/owner}{/repo}")
                .put("subscriptions_url", url + "/subscriptions")
                .put("organizations_url", url + "/orgs")
                .put("repos_url", url + "/repos")
                .put("events_url", url + "/events{/privacy}")
                .put("received_events_url", url + "/received_events")
                .put("type", login.endsWith("[bot]") ? "Bot" : "User")
                .put("site_admin", false);
    }

    ObjectNode full(String login) {
        ObjectNode user = simple(login).put("name", login).put("hireable", false);
        for (String nothing : new String[] {"bio", "blog", "company", "email", "location"}) {
            user.putNull(nothing);
        }
        for (String none : new String[] {"followers", "following", "public_gists", "public_repos"}) {
            user.put(none, 0);
        }
        return user.put("created_at", "2020-01-01T00:00:00Z").put("updated_at", "2020-01-01T00:00:00Z");
    }
}
