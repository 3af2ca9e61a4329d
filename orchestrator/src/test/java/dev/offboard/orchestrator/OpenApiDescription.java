package dev.offboard.orchestrator;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// What the code can't say of the API: summaries, errors, the token. An operation that isn't
/// described here fails the test of the document.
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDescription {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
  private static final String NOT_FOUND = "`offboarding-unknown`";

  /// What any request may be answered with.
  private static final Map<String, String> COMMON =
      Map.of(
          "400", "a value is bad: `field` names it",
          "401", "the token is missing or wrong",
          "503", "`database-away`: nothing was done, try again after `Retry-After` seconds");

  private static final Map<String, String> WITH_BODY =
      Map.of("413", "the body is too large", "415", "the body is no JSON");

  private static final String NO_LETTER = "`dead-letter-unknown`";
  private static final String KAFKA_AWAY =
      "`kafka-away`: nothing was changed, try again after `Retry-After` seconds";

  private static final Map<String, Described> DEAD_LETTERS =
      Map.of(
          "listDeadLetters",
          new Described(
              "Records that consumers have set aside, the latest first, without bodies. `limit`: 1"
                  + " to 1000, of each dead letter topic.",
              Map.of("200", "the dead letters", "503", KAFKA_AWAY)),
          "getDeadLetter",
          new Described(
              "A dead letter; `id` is topic~partition~offset. `body` is there if it is JSON text.",
              Map.of("200", "the dead letter", "404", NO_LETTER, "503", KAFKA_AWAY)),
          "replayDeadLetter",
          new Described(
              "Publish the record again where it came from, as it was. The replay is audited; a"
                  + " second one is harmless, because consumers know what they have handled.",
              Map.of(
                  "202",
                  "it is on its topic again",
                  "404",
                  NO_LETTER,
                  "409",
                  "`origin-unknown`: it doesn't say where it came from",
                  "503",
                  KAFKA_AWAY)));

  private static final String NO_TOKEN = "`token-unknown`";

  private static final Map<String, Described> NOTIFICATIONS =
      Map.of(
          "listNotifications",
          new Described(
              "What people and programs were told, or will be, the latest first: to whom by what"
                  + " the settings call them, the attempts and the last error. No addresses, no"
                  + " words. `limit`: 1 to 1000. Kept until the user is erased, and for 30 days.",
              Map.of("200", "the messages")));

  private static final Map<String, Described> TOKENS =
      Map.of(
          "createToken",
          new Described(
              "Issue a token of the API. The answer shows it, this once. `roles`: viewer,"
                  + " requester, approver, operator, auditor, administrator, relying-party. Nobody"
                  + " grants roles that they don't have. `person`: TENANT/USER, whose token it is;"
                  + " it ends when that user is offboarded. `tenantId`: the one it is bound to;"
                  + " without it a token is for all tenants, or for the tenant of whoever is bound"
                  + " to one. `expiresAt`: in 90 days unless said otherwise, at most 366.",
              Map.of(
                  "201",
                  "the token",
                  "403",
                  "`forbidden` or `not-yours-to-grant`",
                  "404",
                  "`tenant-unknown`")),
          "listTokens",
          new Described(
              "Tokens without themselves, the latest first, also dead ones.",
              Map.of("200", "the tokens")),
          "getToken",
          new Described("A token without itself.", Map.of("200", "the token", "404", NO_TOKEN)),
          "rotateToken",
          new Described(
              "Give the token another secret, shown this once. The one before stays good for"
                  + " `overlapSeconds`: a day unless said otherwise, at most a week. Its lifetime"
                  + " begins anew.",
              Map.of(
                  "200",
                  "the token",
                  "404",
                  NO_TOKEN,
                  "409",
                  "`token-dead`: it has expired or was revoked")),
          "revokeToken",
          new Described(
              "It is refused everywhere within ten seconds.",
              Map.of("204", "it is revoked, or was", "404", NO_TOKEN)),
          "introspectToken",
          new Described(
              "What a token stands for, for the other services (RFC 7662): `scope` has its roles,"
                  + " `tenant_id` is absent for a token of all tenants, `person` (TENANT/USER) for"
                  + " one that is nobody's.",
              Map.of("200", "active and whose, or just not active")));

  private static final String NO_PERSON = "`person-unknown`";
  private static final String NOT_YOURS = "`forbidden` or `not-yours-to-grant`";

  private static final Map<String, Described> PEOPLE =
      Map.of(
          "createPerson",
          new Described(
              "Make an account for somebody. The answer shows a password for one sign-in, this"
                  + " once. `roles` as for tokens: nobody grants what they don't have. `tenantId`:"
                  + " the one tenant it is bound to; without it it is for all, or for the tenant of"
                  + " whoever is bound to one. `person`: TENANT/USER, the user of the directory;"
                  + " the account ends when that user is offboarded.",
              Map.of(
                  "201",
                  "the account",
                  "403",
                  NOT_YOURS,
                  "404",
                  "`tenant-unknown`",
                  "409",
                  "`name-taken`")),
          "listPeople",
          new Described(
              "Accounts, the latest first, also disabled ones.", Map.of("200", "the accounts")),
          "getPerson",
          new Described("An account.", Map.of("200", "the account", "404", NO_PERSON)),
          "setRoles",
          new Described(
              "Give an account other roles, from its next request on.",
              Map.of(
                  "200",
                  "the account",
                  "403",
                  NOT_YOURS,
                  "404",
                  NO_PERSON,
                  "409",
                  "`own-account` or `last-administrator`")),
          "disablePerson",
          new Described(
              "Let an account in no more; its sessions end at their next request. Again changes"
                  + " nothing.",
              Map.of(
                  "200",
                  "the account",
                  "404",
                  NO_PERSON,
                  "409",
                  "`own-account` or `last-administrator`")),
          "enablePerson",
          new Described(
              "Let a disabled account in again.",
              Map.of(
                  "200",
                  "the account",
                  "403",
                  NOT_YOURS,
                  "404",
                  NO_PERSON,
                  "409",
                  "`own-account`")),
          "resetPassword",
          new Described(
              "Give an account a password for one sign-in, shown this once; its sessions end.",
              Map.of(
                  "200",
                  "the account",
                  "403",
                  NOT_YOURS,
                  "404",
                  NO_PERSON,
                  "409",
                  "`own-account` or `no-password`")));
  private static final String NO_BATCH = "`batch-unknown`";

  private static final Map<String, Described> APPROVALS =
      Map.of(
          "approve",
          new Described(
              "Approve exactly the plan that has this `planHash`, as `GET /api/offboardings/{id}`"
                  + " shows it under `approval`. It is looked up once more. The same approval again"
                  + " is the same.",
              Map.of(
                  "200",
                  "approved; `state` says whether more are needed",
                  "403",
                  "`approver-is-requester`, `approver-is-concerned` or `approved-already`:"
                      + " somebody else has to",
                  "404",
                  NOT_FOUND,
                  "409",
                  "`plan-changed`: `plan` and `planHash` say what is asked now, approvals before"
                      + " are void; `not-awaiting-approval`; `no-longer-holds`: it is cancelled;"
                      + " `protected-account` or `last-administrator`: it is by now",
                  "503",
                  "`identity-away` or `entitlement-away`: nothing was done")),
          "retry",
          new Described(
              "Ask those who have not confirmed again at once, instead of when their pause is over."
                  + " Twice within seconds is once. It is on record, and moves no deadline.",
              Map.of(
                  "202",
                  "they are asked, or have just been",
                  "404",
                  NOT_FOUND,
                  "409",
                  "`nobody-awaited`: `state` says where it is")),
          "deny",
          new Described(
              "Say no, with a `reason` (a code) and perhaps a note. The offboarding is cancelled;"
                  + " nothing has been done.",
              Map.of(
                  "200",
                  "it is cancelled",
                  "403",
                  "`approver-is-concerned`",
                  "404",
                  NOT_FOUND,
                  "409",
                  "`not-awaiting-approval`: `state` says where it is")),
          "listBatches",
          new Described(
              "Batches that wait for an approval, because too many offboardings were requested at"
                  + " once; the latest first, without their members.",
              Map.of("200", "the batches")),
          "getBatch",
          new Described(
              "A batch with its members: each with the hash of its plan, and what became of it.",
              Map.of("200", "the batch", "404", NO_BATCH)),
          "approveBatch",
          new Described(
              "Approve exactly the list that has this `listHash`. Its members are looked up once"
                  + " more and started; who has drifted or is protected is left to be approved"
                  + " alone.",
              Map.of(
                  "200",
                  "approved; `outcome` of a member says what became of it",
                  "403",
                  "`approver-is-requester`",
                  "404",
                  NO_BATCH,
                  "409",
                  "`list-changed`: `listHash` is that of the list of now; `batch-decided`")),
          "denyBatch",
          new Described(
              "Say no to all that still wait.",
              Map.of("200", "denied", "404", NO_BATCH, "409", "`batch-decided`: it is approved")));

  private static final String NO_POLICY = "`reason-unknown`";

  private static final Map<String, Described> POLICIES =
      Map.of(
          "listPolicies",
          new Described(
              "The policy of every reason, in the version that is active. The same for all"
                  + " tenants.",
              Map.of("200", "the policies")),
          "getPolicy",
          new Described(
              "A policy in the version that is active. `activatedBy` is absent for one that comes"
                  + " with the configuration and that nobody has edited.",
              Map.of("200", "the policy", "404", NO_POLICY)),
          "listPolicyVersions",
          new Described(
              "All versions of a policy, the latest first.",
              Map.of("200", "the versions", "404", NO_POLICY)),
          "activatePolicy",
          new Described(
              "Make another version the one that counts for whatever is requested from now on. What"
                  + " is absent is as in the version before, or as in that of `equalTo`, to roll"
                  + " back. `basedOn`: the version you have seen. `note`: why. `rules`: conditions"
                  + " in CEL (cel.dev) and what they change; they replace all.",
              Map.of(
                  "201",
                  "the version, active; other instances know within two seconds",
                  "400",
                  "`policy-unfit`: `errors` has every `field` and its `problem`",
                  "404",
                  NO_POLICY,
                  "409",
                  "`policy-changed`: somebody else was faster, `version` is active")),
          "simulatePolicy",
          new Described(
              "What such a version would have made of the requests of the last 30 days. Nothing is"
                  + " kept. `notKnown`: of so many it can't be told, because a rule asks what isn't"
                  + " kept: the user's kind, another contract, and what somebody held who needed no"
                  + " approval.",
              Map.of(
                  "200",
                  "counts and examples",
                  "400",
                  "`policy-unfit`: `errors` has every `field` and its `problem`",
                  "404",
                  NO_POLICY)));

  private static final String NO_LIST = "`roster-unknown`";
  private static final String LIST_MOVED = "`roster-changed`: `state` says where it is";

  private static final Map<String, Described> BULK =
      Map.of(
          "checkList",
          new Described(
              "Look at a list of people: CSV (RFC 4180, UTF-8, commas or semicolons) with a header,"
                  + " at most 10,000 rows and 2 MB. Columns: `tenant` (not needed of a caller bound"
                  + " to one), one of `user`, `userName`, `mail`, perhaps `reason` and"
                  + " `effectiveAt`. `reason`: where a row says no other. Nothing begins; names are"
                  + " not kept.",
              Map.of(
                  "201", "what was found",
                  "400", "`csv-unfit` or `reason-unknown`",
                  "413", "more than 2 MB",
                  "503", "`identity-away`: nothing was done")),
          "checkTenant",
          new Described(
              "The same for all active users of a tenant.",
              Map.of(
                  "201",
                  "what was found",
                  "404",
                  "`tenant-unknown`",
                  "409",
                  "`tenant-too-large`: more than 50,000",
                  "503",
                  "`identity-away`: nothing was done")),
          "listRosters",
          new Described("Lists, the latest 50 first.", Map.of("200", "the lists")),
          "getRoster",
          new Described(
              "A list: how many rows of each finding, and what they have come to.",
              Map.of("200", "the list", "404", NO_LIST)),
          "listRows",
          new Described(
              "Rows of a list by their lines, after `after`. `limit`: 1 to 1000.",
              Map.of("200", "the rows", "404", NO_LIST)),
          "startRoster",
          new Described(
              "Request an offboarding for each that matched, in the background. All wait for"
                  + " somebody else's approval, as batches. `confirm`: for a whole tenant its id."
                  + " By whoever made the list. Again changes nothing.",
              Map.of(
                  "200",
                  "it is running",
                  "400",
                  "`not-confirmed`",
                  "403",
                  "`not-yours`",
                  "404",
                  NO_LIST,
                  "409",
                  LIST_MOVED)),
          "pauseRoster",
          new Described(
              "Begin nothing more until it is resumed.",
              Map.of("200", "it is paused", "404", NO_LIST, "409", LIST_MOVED)),
          "resumeRoster",
          new Described(
              "Go on, by whoever made the list.",
              Map.of(
                  "200", "it is running", "403", "`not-yours`", "404", NO_LIST, "409", LIST_MOVED)),
          "stopRoster",
          new Described(
              "Begin nothing more, for good. What has begun goes on.",
              Map.of("200", "it is stopped", "404", NO_LIST)));

  private static final Map<String, Described> OPERATIONS =
      Map.of(
          "request",
          new Described(
              "Offboard a user, now or at `effectiveAt`. What is answered with 202 is kept and is"
                  + " carried to its end. Unknown fields are refused: a misspelt `effectiveAt`"
                  + " would offboard right now. The same `Idempotency-Key` and body again returns"
                  + " the same offboarding, also after its end; the note doesn't count. A request"
                  + " for an earlier time brings a scheduled offboarding forward, under its own"
                  + " reason and policy.",
              Map.of(
                  "202",
                      "accepted; `Location` shows it. AWAITING_APPROVAL: somebody else has to"
                          + " approve it first, `approval` says what",
                  "200", "the user is being offboarded already: that offboarding",
                  "400",
                      "a value is bad: `field` names it; `reason-unknown` lists the `known` ones",
                  "403", "`requester-is-concerned`: nobody asks for their own offboarding",
                  "404", "`tenant-unknown` or `user-unknown`",
                  "409",
                      "`protected-account`, `last-administrator`; `blast-radius`: a scheduled one"
                          + " is not brought forward, too many are; `approval-first`: what is under"
                          + " way can't be made more without an approval; `already-offboarded`:"
                          + " nothing is left to take away; `being-reinstated`: access is being"
                          + " given back, `offboardingId` by which offboarding",
                  "422", "`idempotency-key-reused`: the key was used for another request",
                  "503",
                      "`database-away`, `identity-away` or `user-changes`: nothing was done, try"
                          + " again after `Retry-After` seconds; `note-key-missing`: nothing was"
                          + " done, ask without a note")),
          "get",
          new Described(
              "An offboarding with its steps in the order of the saga and its history. `follows`"
                  + " is the one that led to it by a sweep or a re-hire. A note in the history is"
                  + " READABLE until the user is erased.",
              Map.of("200", "the offboarding", "404", NOT_FOUND)),
          "list",
          new Described(
              "Offboardings without steps and history, the latest request first. `cursor` is the"
                  + " `nextCursor` of the page before; the last page has none. `limit`: 1 to 500."
                  + " `from` (inclusive) and `to` (exclusive): when it was requested.",
              Map.of("200", "a page")),
          "listCsv",
          new Described(
              "All offboardings that match, as a CSV file (RFC 4180) with a header line, the latest"
                  + " request first. A text that a spreadsheet could take for a formula has a"
                  + " leading apostrophe.",
              Map.of("200", "the file")),
          "certificate",
          new Described(
              "The certificate of an offboarding that has ended, as audit-service issues it: JSON"
                  + " that verifies offline (`./offboard verify`), or a page to print with `Accept:"
                  + " text/html`.",
              Map.of(
                  "200",
                  "the certificate",
                  "404",
                  NOT_FOUND,
                  "409",
                  "`not-sealed`: it has not ended, `state` says where it is;"
                      + " `history-incomplete`: entries are on their way; `checkpoint-refused`"
                      + " or `log-damaged`: the log can't be vouched for, see the runbook",
                  "503",
                  "`audit-away`: ask again after `Retry-After` seconds")),
          "undo",
          new Described(
              "Give back what was taken, or cancel what has not begun. Asking again is the same"
                  + " undo. A requester who is no operator may cancel what they requested"
                  + " themselves.",
              Map.of(
                  "202",
                  "it is being undone, or has been",
                  "403",
                  "`undo-needs-operator`",
                  "404",
                  NOT_FOUND,
                  "409",
                  "`cannot-undo`: it is past the pivot; `state` says where it is",
                  "503",
                  "`database-away`, or `note-key-missing`: nothing was done; ask without a"
                      + " note")),
          "rehire",
          new Described(
              "Let a user come back whose offboarding has completed. Every participant opens the"
                  + " next epoch; nothing from before is given back. What comes back is an"
                  + " offboarding that starts at REINSTATING.",
              Map.of(
                  "202", "accepted; `Location` shows it",
                  "404", "`tenant-unknown` or `user-unknown`",
                  "409", "`not-offboarded`, `no-offboarding` or `being-changed`: nothing was done",
                  "503", "`database-away` or `identity-away`: nothing was done")),
          "sweep",
          new Described(
              "Ask every participant now about everybody who is deprovisioned and has not come"
                  + " back: of all tenants, of one (`tenantId`) or one user. `since` is for `GET"
                  + " /api/sweeps`.",
              Map.of("202", "as many offboardings are swept")),
          "getSweeps",
          new Described(
              "How far the sweeps are, and the offboardings that were opened again or begun since"
                  + " then because access was found.",
              Map.of("200", "the progress")),
          "getRequest",
          new Described(
              "What became of a request that came as a message on `offboarding.requests`, by its"
                  + " `ce_id`. Kept for 7 days.",
              Map.of(
                  "200",
                  "its answer",
                  "404",
                  "`request-unknown`: not answered yet, or unreadable")));

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(TenantId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(UserId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(ReasonCode.class, new StringSchema().pattern(ID))
        .replaceWithSchema(ParticipantName.class, new StringSchema().pattern(ID))
        .replaceWithSchema(OffboardingId.class, new StringSchema().format("uuid"))
        .replaceWithSchema(Epoch.class, new IntegerSchema().minimum(BigDecimal.ONE))
        .replaceWithSchema(
            Phase.class,
            new StringSchema()._enum(Arrays.stream(Phase.values()).map(Phase::wireName).toList()))
        .replaceWithSchema(
            Evidence.class, new ObjectSchema().additionalProperties(new IntegerSchema()));
  }

  @Bean
  OpenApiCustomizer description() {
    return api -> {
      api.setInfo(
          new Info()
              .title("orchestrator")
              .version("1")
              .description(
                  "Offboardings: request, watch, undo. Errors are problem+json (RFC 9457) with a"
                      + " stable `code`."));
      api.setServers(null);
      api.getComponents()
          .addSecuritySchemes(
              "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
          .addSchemas("Problem", problem());
      api.addSecurityItem(new SecurityRequirement().addList("token"));
      describeShapes(api);
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(OpenApiDescription::describe));
    };
  }

  private static void describeShapes(OpenAPI api) {
    Schema<?> body = (Schema<?>) api.getComponents().getSchemas().get("OffboardingBody");
    body.addProperty("effectiveAt", new StringSchema().format("date-time"));
    body.addProperty(
        "note",
        new StringSchema()
            .maxLength(2000)
            .description(
                "For people. Kept encrypted, with the state change that this request leads to,"
                    + " until the user is erased; not kept if there is none."));
    body.setRequired(List.of("tenantId", "userId", "reason"));
    body.setAdditionalProperties(false);
  }

  private static void describe(Operation operation) {
    Described described =
        Stream.of(
                OPERATIONS, DEAD_LETTERS, NOTIFICATIONS, TOKENS, PEOPLE, APPROVALS, POLICIES, BULK)
            .map(some -> some.get(operation.getOperationId()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow(
                () -> new AssertionError(operation.getOperationId() + " is not described"));
    operation.setTags(null);
    operation.setSummary(described.summary());
    Content success =
        operation.getOperationId().equals("listCsv")
            ? new Content().addMediaType("text/csv", new MediaType().schema(new StringSchema()))
            : new Content()
                .addMediaType(
                    "application/json",
                    schemaOf(operation.getResponses().values().iterator().next().getContent()));
    Map<String, String> answers = new TreeMap<>(COMMON);
    if (operation.getRequestBody() != null) {
      answers.putAll(WITH_BODY);
    }
    answers.putAll(described.responses());
    ApiResponses responses = new ApiResponses();
    answers.forEach(
        (status, text) ->
            responses.addApiResponse(
                status,
                new ApiResponse()
                    .description(text)
                    .content(status.startsWith("2") ? success : problemContent())));
    operation.setResponses(responses);
  }

  private static MediaType schemaOf(@Nullable Content content) {
    return content == null ? new MediaType() : content.values().iterator().next();
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("code", new StringSchema())
        .addProperty("field", new StringSchema());
  }

  private static Content problemContent() {
    return new Content()
        .addMediaType(
            "application/problem+json",
            new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")));
  }

  private record Described(String summary, Map<String, String> responses) {}
}
