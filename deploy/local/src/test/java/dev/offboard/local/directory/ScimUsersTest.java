package dev.offboard.local.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.directory.ImportRules.IdAttribute;
import dev.offboard.local.directory.ImportRules.Inactive;
import dev.offboard.local.journal.PlatformFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScimUsersTest {
  private static final String LIST =
      """
      {"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": %d,
       "Resources": [
      %s
      ]}
      """;

  @Test
  void a_user_is_read_as_the_core_and_enterprise_schemas_describe_it() {
    Parsed<UserRow> parsed =
        read(
            list(
                """
                {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "2819c223", "externalId": "E17",
                 "userName": "bjensen@acme.example", "displayName": "Babs Jensen", "userType": "Contractor", "active": true,
                 "emails": [{"value": "babs@home.example", "type": "home"}, {"value": "b@acme.example", "type": "work", "primary": true}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"organization": "acme"},
                 "urn:offboard:params:scim:schemas:extension:1.0:User": {"otherContractUntil": "2027-06-30T22:00:00Z", "administrator": true}}\
                """));

    assertThat(parsed.rejections()).isEmpty();
    assertThat(parsed.rows())
        .containsExactly(
            new UserRow(
                new Place("users.json", 3, "Resources[0]"),
                UserRef.of("acme", "2819c223"),
                "bjensen@acme.example",
                UserKind.CONTRACTOR,
                "Babs Jensen",
                "b@acme.example",
                "E17",
                "2027-06-30T22:00:00Z",
                true));
  }

  @Test
  void what_identity_providers_really_write_is_understood() {
    Parsed<UserRow> parsed =
        read(
            list(
                """
                {"ID": 4711, "username": "a@acme.example", "active": "True", "userType": "Guest",
                 "name": {"givenName": "Ada", "familyName": "Byron"}, "displayName": "", "emails": ["a@acme.example"],
                 "URN:ietf:params:scim:schemas:extension:enterprise:2.0:user": {"Organization": "acme"}}\
                """));

    assertThat(parsed.rejections()).isEmpty();
    UserRow row = parsed.rows().getFirst();
    assertThat(row.user()).isEqualTo(UserRef.of("acme", "4711"));
    assertThat(row.kind()).isEqualTo(UserKind.CONTRACTOR);
    assertThat(row.displayName()).isEqualTo("Ada Byron");
    assertThat(row.mail()).isEqualTo("a@acme.example");
  }

  @Test
  void an_array_a_single_user_and_pages_after_each_other_are_lists_too() {
    assertThat(read("[%s]".formatted(user("u1"))).rows()).hasSize(1);
    assertThat(read(user("u1")).rows()).hasSize(1);
    assertThat(read(list(user("u1")) + list(user("u2"))).rows()).hasSize(2);
    assertThat(read(LIST.formatted(0, "")).rows()).isEmpty();
  }

  @Test
  void a_page_of_a_larger_list_is_remarked() {
    assertThat(read(LIST.formatted(250, user("u1"))).remarks())
        .containsExactly(
            "users.json: holds 1 of the 250 users that the identity provider has; export the other"
                + " pages too");
    assertThat(read(LIST.formatted(2, user("u1")) + LIST.formatted(2, user("u2"))).remarks())
        .isEmpty();
  }

  @Test
  void each_bad_user_is_rejected_with_its_line_and_the_others_are_read() {
    Parsed<UserRow> parsed =
        read(
            LIST.formatted(
                6,
                String.join(
                    ",\n",
                    user("u1"),
                    "{\"id\": \"u2\"}",
                    "42",
                    "{\"schemas\": [\"urn:ietf:params:scim:schemas:core:2.0:Group\"], \"id\":"
                        + " \"g1\"}",
                    user("u1"),
                    "{\"id\": \"a b\", \"userName\": \"x\"}")));

    assertThat(parsed.rows()).hasSize(1);
    assertThat(parsed.rejections())
        .extracting(Rejection::toString)
        .containsExactly(
            "users.json:4 (Resources[1]): has no userName, which SCIM requires",
            "users.json:5 (Resources[2]): no object",
            "users.json:6 (Resources[3]): is no User:"
                + " [urn:ietf:params:scim:schemas:core:2.0:Group]",
            "users.json:7 (Resources[4]): acme/u1 stands already at users.json:3 (Resources[0])",
            "users.json:8 (Resources[5]): has no organization in the enterprise extension; say with"
                + " --tenant where it belongs");
  }

  @Test
  void a_truncated_file_says_where_it_ends_and_gives_no_rows() {
    String whole = list(user("u1"));

    assertThatThrownBy(() -> read(whole.substring(0, whole.length() - 20)))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageMatching(
            "users.json: line 3, column \\d+: the file ends in the middle; export it again. Nothing"
                + " was imported.");
  }

  @Test
  void what_is_no_json_says_where() {
    assertThatThrownBy(() -> read("{\"Resources\": [\n{]"))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageStartingWith(
            "users.json: line 2, column 2: no JSON: Unexpected close marker ']': expected '}'."
                + " Nothing")
        .hasMessageEndingWith("Nothing was imported.");
    assertThatThrownBy(() -> read("{\"users\": []}"))
        .hasMessageContaining("expected a SCIM ListResponse or User, found an object with users");
  }

  @Test
  void an_error_of_the_identity_provider_is_not_taken_for_an_empty_list() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:Error\"], \"status\":"
                        + " \"401\", \"detail\": \"token expired\"}"))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageContaining("an error of the identity provider: 401 token expired");
  }

  @Test
  void inactive_users_are_left_out_unless_asked_for() {
    String gone = list(user("u1").replace("\"userName\"", "\"active\": \"False\", \"userName\""));

    assertThat(read(gone).rows()).isEmpty();
    assertThat(read(gone).remarks()).singleElement().asString().contains("1 users are inactive");
    assertThat(
            ScimUsers.read(
                    file(gone),
                    new ImportRules(
                        Optional.empty(),
                        IdAttribute.ID,
                        UserKind.EMPLOYEE,
                        Map.of(),
                        Inactive.IMPORT),
                    new TenantNames())
                .rows())
        .hasSize(1);
  }

  @Test
  void an_unknown_user_type_takes_the_usual_kind_and_is_remarked() {
    String odd = list(user("u1").replace("\"userName\"", "\"userType\": \"FTE\", \"userName\""));

    assertThat(read(odd).rows().getFirst().kind()).isEqualTo(UserKind.EMPLOYEE);
    assertThat(read(odd).remarks()).singleElement().asString().contains("\"FTE\"");

    ImportRules told =
        new ImportRules(
            Optional.empty(),
            IdAttribute.ID,
            UserKind.EMPLOYEE,
            Map.of("fte", UserKind.CUSTOMER),
            Inactive.LEAVE_OUT);
    Parsed<UserRow> parsed = ScimUsers.read(file(odd), told, new TenantNames());
    assertThat(parsed.rows().getFirst().kind()).isEqualTo(UserKind.CUSTOMER);
    assertThat(parsed.remarks()).isEmpty();
  }

  @Test
  void the_external_id_stands_in_for_an_id_that_is_none_here() {
    String mailAsId = "[{\"id\": \"a@acme.example\", \"externalId\": \"E1\", \"userName\": \"a\"}]";

    Parsed<UserRow> parsed =
        ScimUsers.read(
            file(mailAsId), ImportRules.USUAL.into(new TenantId("acme")), new TenantNames());

    assertThat(parsed.rows().getFirst().user()).isEqualTo(UserRef.of("acme", "E1"));
  }

  @Test
  void two_organizations_never_become_one_tenant() {
    String first = user("u1").replace("acme", "Acme Inc");
    String second = user("u2").replace("acme", "acme inc.");

    Parsed<UserRow> parsed = read(LIST.formatted(2, first + ",\n" + second));

    assertThat(parsed.rows())
        .extracting(UserRow::user)
        .containsExactly(UserRef.of("acme-inc", "u1"));
    assertThat(parsed.rejections())
        .singleElement()
        .asString()
        .contains(
            "organization \"acme inc.\" would be tenant acme-inc, which is \"Acme Inc\" already");
  }

  private static Parsed<UserRow> read(String text) {
    return ScimUsers.read(file(text), ImportRules.USUAL, new TenantNames());
  }

  private static InputFile file(String text) {
    return new InputFile("users.json", text);
  }

  private static String list(String user) {
    return LIST.formatted(1, user);
  }

  private static String user(String id) {
    return "{\"id\": \"%s\", \"userName\": \"%s\", \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\": {\"organization\": \"acme\"}}"
        .formatted(id, id);
  }
}
