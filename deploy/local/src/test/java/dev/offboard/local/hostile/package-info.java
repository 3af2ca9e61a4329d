/// What nobody honest sends, made from a seed: values, requests from the services' own API
/// documents, and records. Used by the tests of other packages.
@NullMarked
package dev.offboard.local.hostile;

import org.jspecify.annotations.NullMarked;
