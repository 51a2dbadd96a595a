package dev.tandemwork.testkit.github.internal.page;

/** Writes HTML. Every text passes through one place on its way into it. */
final class Html {
    private static final String STYLE = """
            body{margin:0;background:#f6f8fa;color:#1f2328;font:15px/1.5 system-ui,sans-serif}
            main{max-width:980px;margin:0 auto;padding:24px}
            h1{font-size:26px;font-weight:600;margin:0 0 8px}h2{font-size:17px;margin:28px 0 8px}
            a{color:#0969da;text-decoration:none}a:hover{text-decoration:underline}
            .quiet{color:#59636e}.mono,pre{font:12.5px/1.55 ui-monospace,monospace}
            .state{display:inline-block;border-radius:2em;padding:2px 12px;color:#fff;font-size:13px;font-weight:600}
            .open,.approved,.good{background:#1a7f37}.merged{background:#8250df}.closed,.changes_requested,.bad{background:#cf222e}
            .commented,.dismissed,.pending{background:#59636e}
            .box{background:#fff;border:1px solid #d1d9e0;border-radius:6px;margin:8px 0;overflow:hidden}
            .box>header{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:8px 14px}
            .text{padding:10px 14px;white-space:pre-wrap;overflow-wrap:anywhere}
            .row{display:flex;gap:12px;align-items:baseline;padding:9px 14px;border-top:1px solid #d1d9e0}
            .row:first-child{border-top:0}.row .name{flex:1;overflow-wrap:anywhere}
            pre{margin:0;overflow-x:auto}pre span{display:block;padding:0 14px;min-height:1.55em;white-space:pre}
            .add{background:#dafbe1}.del{background:#ffebe9}.hunk{background:#ddf4ff;color:#59636e}
            """;

    private final StringBuilder text = new StringBuilder();

    private Html() {}

    static Html page(String title) {
        Html page = new Html();
        page.text
                .append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main>");
        return page;
    }

    /** Opens an element, with attributes as pairs of name and value. */
    Html open(String tag, String... attributes) {
        text.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        text.append('>');
        return this;
    }

    Html close(String tag) {
        text.append("</").append(tag).append('>');
        return this;
    }

    Html say(String words) {
        text.append(escaped(words));
        return this;
    }

    /** Adds an element that holds nothing but words. */
    Html put(String tag, String style, String words) {
        return open(tag, "class", style).say(words).close(tag);
    }

    Html link(String place, String words) {
        return open("a", "href", place).say(words).close("a");
    }

    String end() {
        return text + "</main></body></html>\n";
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
