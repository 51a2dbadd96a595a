package dev.tandemwork.agents.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** None of the tokens here was ever valid. */
final class RedactorTest {
    private static final String KEY_BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

    private final Redactor patterns = Redactor.ofPatterns();

    private static String pem(String lineEnd) {
        return String.join(
                lineEnd,
                "-----BEGIN RSA " + "PRIVATE KEY-----",
                "Proc-Type: 4,ENCRYPTED",
                "",
                KEY_BODY,
                KEY_BODY.substring(20),
                "-----END RSA PRIVATE KEY-----");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789|***",
                "x=gho_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789;|x=***;",
                "(ghu_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789)|(***)",
                "ghr_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789 x|*** x",
                "ghs_12345_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln-bmF0_dXJl end|*** end",
                "github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ|***",
                "key sk-ant-api03-aBcDeFgHiJkLmNoPqRsTuVwXyZ-_x ok|key *** ok",
                "sk-proj-aBcDeFgHiJkLmNoPqRsTuVwXyZ|***",
                "AIzaSyA-aBcDeFgHiJkLmNoPqRsTuVwXyZ01234|***",
                "id AKIAIOSFODNN7EXAMPLE.|id ***.",
                "ASIAIOSFODNN7EXAMPLE|***",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY|aws_secret_access_key = ***",
                "\"SecretAccessKey\": \"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"|\"SecretAccessKey\": \"***\"",
                "https://x-access-token:abc@github.com/o/r.git|https://***@github.com/o/r.git",
                "https://me:p@ss@host.invalid/a@b|https://***@host.invalid/a@b",
                "postgres://u:p@db:5432/x and http://k@h|postgres://***@db:5432/x and http://***@h",
                "Authorization: Bearer abc.DEF-123_456789|Authorization: Bearer ***",
                "authorization: token 0123456789abcdef|authorization: token ***",
                "AUTHORIZATION: basic dXNlcjpwYXNz|AUTHORIZATION: basic ***",
                "{\"Authorization\":\"Basic dXNlcjpwYXNz\"}|{\"Authorization\":\"Basic ***\"}",
                "blob eC1hY2Nlc3MtdG9rZW46Z2hzX3h5eg== end|blob *** end",
            })
    void whatLooksLikeASecret_isVeiled(String text, String veiled) {
        assertThat(patterns.veil(text)).isEqualTo(veiled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commit 5f2b8a6d1c0e4f7a9b3d5c7e9f1a2b4c6d8e0f12",
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "550e8400-e29b-41d4-a716-446655440000",
                "see https://host.invalid/path?mail=me@host.invalid, or mail me@host.invalid",
                "the header is Authorization: Bearer TOKEN",
                "ghp_short and sk-ant-x and task-and-more",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "a://b://c@",
                "",
                "x",
            })
    void otherText_isLeftAsItIs(String text) {
        assertThat(Redactor.of(List.of("hunter2-secret")).veil(text)).isEqualTo(text);
    }

    @Test
    void privateKeys_areVeiled_inTextAndInJson() {
        assertThat(patterns.veil("a\n" + pem("\n") + "\nb")).isEqualTo("a\n***\nb");
        assertThat(patterns.veil("{\"key\":\"" + pem("\\n") + "\\n\"}")).isEqualTo("{\"key\":\"***\\n\"}");
    }

    @Test
    void privateKeys_areVeiled_whenOnlyAPartIsThere() {
        String whole = pem("\n");

        String head = patterns.veil("x (" + whole.substring(0, whole.length() - 40));
        String tail = patterns.veil(whole.substring(70) + ", y");

        assertThat(head).isEqualTo("x (***");
        assertThat(tail).isEqualTo("***, y");
    }

    @Test
    void privateKeys_areVeiled_lineByLine() {
        LineVeil veil = patterns.lines();

        List<String> shown = ("before\n" + pem("\n") + " after\nlast")
                .lines()
                .map(veil::veil)
                .toList();

        assertThat(shown)
                .containsExactly("before", "***", "Proc-Type: 4,ENCRYPTED", "", "***", "***", "*** after", "last");
    }

    @Test
    void privateKeys_areVeiled_whenOtherLinesComeBetween() {
        LineVeil veil = patterns.lines();
        veil.veil("-----BEGIN " + "PRIVATE KEY-----");

        assertThat(veil.veil("12:00 something else")).isEqualTo("12:00 something else");
        assertThat(veil.veil(KEY_BODY)).isEqualTo("***");
    }

    @Test
    void wordsAboutKeys_hideNoLog() {
        LineVeil veil = patterns.lines();

        String shown = "grep -e '-----BEGIN RSA PRIVATE KEY-----'\nsrc/a.c:12\n(nothing)\nand more"
                .lines()
                .map(veil::veil)
                .collect(Collectors.joining("|"));

        assertThat(shown).isEqualTo("grep -e '***'|src/a.c:12|(nothing)|and more");
    }

    @Test
    void knownValue_isVeiled_inEachForm() {
        String value = "pä$$ \"w/rd\\+&";
        Redactor redactor = Redactor.of(List.of(value));
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);

        assertThat(redactor.veil("<" + value + ">")).isEqualTo("<***>");
        assertThat(redactor.veil("?p=" + url + "&x")).isEqualTo("?p=***&x");
        assertThat(redactor.veil(url.replace("+", "%20") + url.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo("***");
        assertThat(redactor.veil("{\"a\":\"pä$$ \\\"w/rd\\\\+&\",\"b\":\"pä$$ \\\"w\\/rd\\\\+&\"}"))
                .isEqualTo("{\"a\":\"***\",\"b\":\"***\"}");
        assertThat(redactor.veil("p\\u00e4$$ \\\"w/rd\\\\+&")).isEqualTo("***");
    }

    @Test
    void knownValue_isVeiled_inBase64_whereverItLies() {
        Redactor redactor = Redactor.of(List.of("correct-horse?battery>"));

        for (String before : List.of("", "u", "us", "use", "user:")) {
            byte[] bytes = (before + "correct-horse?battery>" + before).getBytes(StandardCharsets.UTF_8);
            assertThat(redactor.veil(Base64.getEncoder().encodeToString(bytes)))
                    .matches("[\\w=]{0,8}\\*\\*\\*[\\w=]{0,9}");
            assertThat(redactor.veil(Base64.getUrlEncoder().encodeToString(bytes)))
                    .matches("[\\w=]{0,8}\\*\\*\\*[\\w=]{0,9}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 76})
    void knownValue_isVeiled_inBase64_thatIsBrokenIntoLines(int width) {
        String value = "ghs_123_" + "aB3.dE6-gH9_".repeat(40) + "end";
        LineVeil veil = Redactor.of(List.of(value)).lines();
        Base64.Encoder encoder = Base64.getMimeEncoder(width, new byte[] {'\n'});

        for (String before : List.of("", "u", "us", "a longer beginning:")) {
            String shown = encoder.encodeToString((before + value).getBytes(StandardCharsets.UTF_8))
                    .lines()
                    .map(veil::veil)
                    .collect(Collectors.joining("|"));

            assertThat(shown).matches("[\\w]{0,27}\\*\\*\\*(\\|\\*\\*\\*)+[\\w=]{0,3}");
        }
    }

    @Test
    void knownValue_isVeiled_inJsonWithinJson() {
        assertThat(Redactor.of(List.of("pass\"wo\\rd"))
                        .veil("{\"out\":\"{\\\"a\\\":\\\"pass\\\\\\\"wo\\\\\\\\rd\\\"}\"}"))
                .isEqualTo("{\"out\":\"{\\\"a\\\":\\\"***\\\"}\"}");
    }

    @Test
    void valueOfSeveralLines_isVeiled_lineByLine_andWithoutItsLastLineEnd() {
        Redactor redactor = Redactor.of(List.of("first line of it\nsecond line\nx\n", "with-an-end\n"));

        assertThat(redactor.veil("first line of it\nsecond line\nx")).isEqualTo("***");
        assertThat(redactor.veil("| first line of it |")).isEqualTo("| *** |");
        assertThat(redactor.veil("with-an-end")).isEqualTo("***");
    }

    @Test
    void valueThatWasCutOff_isVeiled() {
        Redactor redactor = Redactor.of(List.of("correct-horse"));

        assertThat(redactor.veilCut("it is correct-h")).isEqualTo("it is ***");
        assertThat(redactor.veilCut("correct-horse is corre")).isEqualTo("*** is corre");
    }

    @Test
    void overlappingValues_leaveNothing() {
        Redactor redactor = Redactor.of(List.of("abcdefgh", "efghijkl", "cdefgh"));

        assertThat(redactor.veil("-abcdefghijkl-")).isEqualTo("-***-");
        assertThat(redactor.veil("-abcdefghabcdefgh-cdefgh")).isEqualTo("-***-***");
    }

    @Test
    void shortValues_tearNoTextApart() {
        Redactor redactor = Redactor.of(List.of("", " ", "a", "true", "12345", "       ", "   x   "));

        assertThat(redactor.veil("a true story of 12345        lines")).isEqualTo("a true story of 12345        lines");
    }
}
