package dev.tandemwork.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of HTML or SVG. Whatever text it is given is escaped. */
final class Element {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final StringBuilder content = new StringBuilder();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    /** Returns an element of the style sheet's class {@code style}. */
    static Element of(String name, String style) {
        return new Element(name).with("class", style);
    }

    Element with(String attribute, String value) {
        attributes.put(attribute, SafeText.html(value));
        return this;
    }

    Element text(String text) {
        content.append(SafeText.html(text));
        return this;
    }

    Element add(Element child) {
        content.append(child);
        return this;
    }

    Element add(List<Element> children) {
        children.forEach(content::append);
        return this;
    }

    /** Adds a text in an element of its own. */
    Element add(String child, String style, String text) {
        return add(of(child, style).text(text));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) ->
                out.append(' ').append(attribute).append("=\"").append(value).append('"'));
        return out.append('>')
                .append(content)
                .append("</")
                .append(name)
                .append(">")
                .toString();
    }
}
