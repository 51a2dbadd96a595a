package dev.tandemwork.github.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PatchTest {
    @Test
    void paths_areOfBothSides_whateverTheirForm() {
        Patch patch = Patch.of("""
                diff --git a/old.txt b/new.txt
                similarity index 90%
                rename from old.txt
                rename to new.txt
                diff --git a/image.png b/image.png
                index 1..2 100644
                Binary files a/image.png and b/image.png differ
                diff --git "a/t\\303\\244b\\there" "b/t\\303\\244b\\there"
                new file mode 100644
                --- /dev/null
                +++ "b/t\\303\\244b\\there"
                @@ -0,0 +1 @@
                +x
                diff --git a/empty b/empty
                new file mode 100644
                diff --git a/gone b/gone
                deleted file mode 100644
                --- a/gone
                +++ /dev/null
                @@ -1 +0,0 @@
                -x
                """);

        assertThat(patch.paths()).containsExactly("old.txt", "new.txt", "image.png", "täb\there", "empty", "gone");
    }

    @Test
    void contentThatLooksLikeAHeader_isContent() {
        Patch patch = Patch.of("""
                diff --git a/a.txt b/a.txt
                --- a/a.txt
                +++ b/a.txt
                @@ -1,2 +1,2 @@
                --- a/not.txt
                +++ b/not.txt
                 same
                \\ No newline at end of file
                """);

        assertThat(patch.paths()).containsExactly("a.txt");
    }

    @Test
    void lines_areShown_orNot() {
        Patch patch = Patch.of("""
                diff --git a/a.txt b/a.txt
                --- a/a.txt
                +++ b/a.txt
                @@ -10,3 +20,4 @@ function
                 one
                -two
                +two!
                +more
                 three
                """);

        assertThat(patch.hunkAt("a.txt", false, 20)).isPresent();
        assertThat(patch.hunkAt("a.txt", false, 23)).isPresent();
        assertThat(patch.hunkAt("a.txt", false, 24)).isEmpty();
        assertThat(patch.hunkAt("a.txt", false, 19)).isEmpty();
        assertThat(patch.hunkAt("a.txt", true, 12)).isPresent();
        assertThat(patch.hunkAt("a.txt", true, 13)).isEmpty();
        assertThat(patch.hunkAt("b.txt", false, 20)).isEmpty();
    }
}
