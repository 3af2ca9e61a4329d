package dev.offboard.messaging.access;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/// One line of an [AccessTable]: an operation and the roles it is for, any one of which is enough.
/// With no role it is open to everybody.
///
/// @param reach whether a caller who is bound to a tenant may call it at all
/// @param form who reads what it answers
public record Endpoint(HttpMethod method, String path, Set<Role> roles, Reach reach, Form form) {
  private static final Map<String, PathPattern> PARSED =
      new java.util.concurrent.ConcurrentHashMap<>();

  /// What an endpoint is about.
  public enum Reach {
    /// One tenant, or a list that can be limited to one.
    TENANT,
    /// All tenants at once: for global callers only.
    GLOBAL
  }

  /// Who reads the answer.
  public enum Form {
    /// A program; the OpenAPI document describes it.
    API,
    /// A person's browser.
    PAGE
  }

  public Endpoint {
    roles = Set.copyOf(roles);
  }

  public static Endpoint get(String path) {
    return of(HttpMethod.GET, path);
  }

  public static Endpoint post(String path) {
    return of(HttpMethod.POST, path);
  }

  public static Endpoint put(String path) {
    return of(HttpMethod.PUT, path);
  }

  public static Endpoint delete(String path) {
    return of(HttpMethod.DELETE, path);
  }

  private static Endpoint of(HttpMethod method, String path) {
    return new Endpoint(method, path, Set.of(), Reach.TENANT, Form.API);
  }

  public Endpoint by(Role... roles) {
    return new Endpoint(method, path, Set.of(roles), reach, form);
  }

  /// For every person who has signed in.
  public Endpoint byAnybody() {
    return new Endpoint(method, path, Role.GRANTABLE, reach, form);
  }

  /// A page or what belongs to one, not an operation of the API.
  public Endpoint page() {
    return new Endpoint(method, path, roles, reach, Form.PAGE);
  }

  /// For callers of all tenants only.
  public Endpoint acrossTenants() {
    return new Endpoint(method, path, roles, Reach.GLOBAL, form);
  }

  boolean isOpen() {
    return roles.isEmpty();
  }

  /// HEAD is a GET whose body is left out (RFC 9110 section 9.3.2).
  boolean isFor(String asked) {
    return method.matches(asked) || (method == HttpMethod.GET && HttpMethod.HEAD.matches(asked));
  }

  /// The path's variables, or null if it is another path.
  @Nullable Map<String, String> match(PathContainer asked) {
    PathMatchInfo match =
        PARSED
            .computeIfAbsent(path, PathPatternParser.defaultInstance::parse)
            .matchAndExtract(asked);
    return match == null ? null : match.getUriVariables();
  }
}
