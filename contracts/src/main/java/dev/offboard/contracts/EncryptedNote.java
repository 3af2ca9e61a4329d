package dev.offboard.contracts;

import java.util.UUID;

/// Words of a person about an offboarding, readable with the key of the user it concerns and with
/// nothing else. That key never travels and is destroyed when the user is erased; what is written
/// here stays, so every hash and proof over it stays true.
///
/// @param algorithm how it was encrypted; see the orchestrator's `note` package
/// @param keyId which of the user's keys: one who comes back after an erasure gets another
/// @param salt random, base64
/// @param commitment base64; ties the ciphertext to the one key that opens it
/// @param ciphertext base64
public record EncryptedNote(
    String algorithm, UUID keyId, String salt, String commitment, String ciphertext) {}
