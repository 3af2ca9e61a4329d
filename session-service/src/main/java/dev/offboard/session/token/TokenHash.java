package dev.offboard.session.token;

import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;

/// What is kept of a token: its SHA-256, base64url. A token has 256 random bits, so the hash needs
/// neither salt nor stretching.
@TypeDef(type = DataType.STRING, converter = TokenHashColumn.class)
public record TokenHash(String value) {}
