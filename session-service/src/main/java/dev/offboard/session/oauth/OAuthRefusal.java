package dev.offboard.session.oauth;

/// A request that an OAuth endpoint answers with 400 and an [OAuthError]. The codes are those of
/// RFC 6749 section 5.2; a description never quotes a token.
final class OAuthRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient OAuthError body;

  private OAuthRefusal(String error, String description) {
    super(error + ": " + description, null, false, false);
    this.body = new OAuthError(error, description);
  }

  static OAuthRefusal invalidRequest(String description) {
    return new OAuthRefusal("invalid_request", description);
  }

  static OAuthRefusal invalidGrant(String description) {
    return new OAuthRefusal("invalid_grant", description);
  }

  static OAuthRefusal invalidScope(String description) {
    return new OAuthRefusal("invalid_scope", description);
  }

  static OAuthRefusal unsupportedGrantType(String description) {
    return new OAuthRefusal("unsupported_grant_type", description);
  }

  OAuthError body() {
    return body;
  }
}
