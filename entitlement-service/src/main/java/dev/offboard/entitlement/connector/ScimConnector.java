package dev.offboard.entitlement.connector;

import dev.offboard.contracts.Phase;
import dev.offboard.entitlement.connection.Method;
import dev.offboard.entitlement.connection.OnErase;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Finds the account, changes it and reads it back. An application that says yes and reads back
/// otherwise has not done it.
@Component
final class ScimConnector implements Connector {
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;

  private final ForeignHttp http;
  private final JsonMapper json;

  ScimConnector(ForeignHttp http, JsonMapper json) {
    this.http = http;
    this.json = json;
  }

  @Override
  public Method method() {
    return Method.SCIM;
  }

  @Override
  public Outcome perform(Call call) throws CallFailed {
    if (call.step().phase() == Phase.WITHDRAW && call.step().need() == Call.Need.OTHER_ROLES) {
      return Outcome.STILL_NEEDED; // an account is active or not: it has no roles
    }
    ScimClient scim = new ScimClient(http, json, call);
    Optional<JsonNode> account = scim.find();
    return switch (call.step().phase()) {
      case REVOKE, WITHDRAW ->
          account.isEmpty() ? Outcome.ALREADY_GONE : deactivate(scim, account.get());
      case ERASE -> {
        if (account.isEmpty()) {
          yield Outcome.ALREADY_GONE;
        }
        yield call.connection().setup().onErase() == OnErase.DELETE
            ? delete(scim, account.get())
            : deactivate(scim, account.get());
      }
      case REINSTATE, RESTORE ->
          account.isEmpty() ? Outcome.NOT_RESTORABLE : reactivate(scim, account.get());
      case VERIFY, SEAL ->
          throw new IllegalArgumentException("no application takes part in " + call.step().phase());
    };
  }

  private Outcome deactivate(ScimClient scim, JsonNode account) throws CallFailed {
    Active before = active(account);
    Active now = set(scim, account, Active.NO);
    if (now == Active.YES) {
      throw CallFailed.ofTask("says it has deactivated the account, but reads back active");
    }
    if (now == Active.GONE) {
      return Outcome.ALREADY_GONE;
    }
    return before == Active.NO ? Outcome.ALREADY_INACTIVE : Outcome.DEACTIVATED;
  }

  private Outcome reactivate(ScimClient scim, JsonNode account) throws CallFailed {
    return switch (set(scim, account, Active.YES)) {
      case YES -> Outcome.REACTIVATED;
      case GONE -> Outcome.NOT_RESTORABLE;
      case NO -> throw CallFailed.ofTask("says it has activated the account, but reads back not");
    };
  }

  private static Outcome delete(ScimClient scim, JsonNode account) throws CallFailed {
    String id = account.path("id").asString();
    ForeignHttp.Answer answer = scim.delete(id);
    requireDone(answer);
    if (scim.read(id).isPresent()) {
      throw CallFailed.ofTask("says it has deleted the account, but still has it");
    }
    return answer.status() == NOT_FOUND ? Outcome.ALREADY_GONE : Outcome.DELETED;
  }

  /// Returns what is read back.
  private Active set(ScimClient scim, JsonNode account, Active wanted) throws CallFailed {
    String id = account.path("id").asString();
    if (active(account) != wanted) {
      ForeignHttp.Answer answer = change(scim, account, wanted);
      requireDone(answer);
    }
    return scim.read(id).map(ScimConnector::active).orElse(Active.GONE);
  }

  /// By PATCH (RFC 7644 section 3.5.2), or by PUT where the provider has none.
  private ForeignHttp.Answer change(ScimClient scim, JsonNode account, Active wanted)
      throws CallFailed {
    String id = account.path("id").asString();
    if (scim.canPatch()) {
      ForeignHttp.Answer answer = scim.patch(id, patch(wanted));
      if (answer.status() != METHOD_NOT_ALLOWED && answer.status() != NOT_IMPLEMENTED) {
        return answer;
      }
    }
    Optional<JsonNode> whole = scim.read(id);
    if (whole.isPresent() && whole.get() instanceof ObjectNode resource) {
      resource.put("active", wanted == Active.YES);
      return scim.put(id, resource);
    }
    return new ForeignHttp.Answer(NOT_FOUND, "", null);
  }

  private String patch(Active wanted) {
    ObjectNode patch = json.createObjectNode();
    patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    patch
        .putArray("Operations")
        .addObject()
        .put("op", "replace")
        .put("path", "active")
        .put("value", wanted == Active.YES);
    return json.writeValueAsString(patch);
  }

  /// Gone already is as good as done.
  private static void requireDone(ForeignHttp.Answer answer) throws CallFailed {
    if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
      throw CallFailed.ofTask("answers %d to the change".formatted(answer.status()));
    }
  }

  /// What doesn't say that it is inactive is taken for active. Some providers write it as a text.
  private static Active active(JsonNode account) {
    return account.path("active").asString("true").equalsIgnoreCase("false")
        ? Active.NO
        : Active.YES;
  }

  private enum Active {
    YES,
    NO,
    GONE
  }
}
