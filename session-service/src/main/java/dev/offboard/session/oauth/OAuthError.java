package dev.offboard.session.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The error body of RFC 6749 section 5.2, which the OAuth endpoints send instead of problem+json.
record OAuthError(String error, @JsonProperty("error_description") String description) {}
