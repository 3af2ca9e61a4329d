package dev.offboard.messaging.access;

import dev.offboard.messaging.access.Endpoint.Reach;
import dev.offboard.messaging.chassis.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;

/// Looks a request up in the table. What isn't in it is refused, so that an operation somebody
/// forgot to add is closed, not open. A tenant that is named by the path or the query must be the
/// caller's; one that is named by a body or an id is the controller's business.
final class AccessDecision implements AuthorizationManager<RequestAuthorizationContext> {
  /// Path variable and query parameter have one name everywhere; the walk of each service's OpenAPI
  /// document holds them to it.
  private static final String TENANT = "tenantId";

  private static final String[] NONE = {};

  private final AccessTable table;

  AccessDecision(AccessTable table) {
    this.table = table;
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
    @Nullable Endpoint found = null;
    @Nullable Map<String, String> variables = null;
    for (Endpoint endpoint : table.endpoints()) {
      if (endpoint.isFor(request.getMethod())) {
        variables = endpoint.match(path);
        if (variables != null) {
          found = endpoint;
          break;
        }
      }
    }
    if (found != null && found.isOpen()) {
      return new AuthorizationDecision(true);
    }
    if (!(authentication.get() instanceof CallerAuthentication known)) {
      return new AuthorizationDecision(false);
    }
    if (found == null || variables == null) {
      throw new Denied(notThere(path));
    }
    check(known.caller(), found);
    checkTenant(known.caller(), variables.get(TENANT), inQuery(request));
    return new AuthorizationDecision(true);
  }

  private static void check(Caller caller, Endpoint endpoint) {
    if (!caller.hasAnyOf(endpoint.roles())) {
      throw new Denied(forbidden(caller, endpoint));
    }
    if (endpoint.reach() == Reach.GLOBAL && !caller.isGlobal()) {
      throw new Denied(
          ApiProblem.forbidden(
              "global-only",
              "This is about all tenants, and your token is bound to %s. Nothing was done."
                  .formatted(caller.tenant())));
    }
  }

  private static void checkTenant(Caller caller, @Nullable String inPath, String[] inQuery) {
    if (caller.tenant() == null) {
      return;
    }
    String own = caller.tenant().value();
    if (inPath != null && !inPath.equals(own)) {
      throw new Denied(Caller.unknown(inPath));
    }
    for (String named : inQuery) {
      if (!named.equals(own)) {
        throw new Denied(Caller.unknown(named));
      }
    }
  }

  /// Of a request that has no body: looking at the parameters of a form would consume it.
  private static String[] inQuery(HttpServletRequest request) {
    String[] named =
        HttpMethod.POST.matches(request.getMethod()) ? null : request.getParameterValues(TENANT);
    return named == null ? NONE : named;
  }

  private static ApiProblem forbidden(Caller caller, Endpoint endpoint) {
    List<String> roles = endpoint.roles().stream().map(Role::wireName).sorted().toList();
    ApiProblem problem =
        ApiProblem.forbidden(
                "forbidden",
                "This needs the role %s; your token has %s. Nothing was done; an administrator can issue another token."
                    .formatted(
                        String.join(" or ", roles),
                        caller.roles().isEmpty()
                            ? "none"
                            : caller.roles().stream()
                                .map(Role::wireName)
                                .sorted()
                                .collect(Collectors.joining(", "))))
            .with("roles", roles);
    problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    return problem;
  }

  private ApiProblem notThere(PathContainer path) {
    List<String> methods =
        table.endpoints().stream()
            .filter(endpoint -> endpoint.match(path) != null)
            .map(endpoint -> endpoint.method().name())
            .distinct()
            .sorted()
            .toList();
    if (methods.isEmpty()) {
      return ApiProblem.notFound("no-such-resource", "There is nothing here. Nothing was done.");
    }
    return ApiProblem.methodNotAllowed(
        methods, "Here is only %s. Nothing was done.".formatted(String.join(", ", methods)));
  }
}
