/// The portal as people have it: real pages in a real Chromium, over the whole platform, and each
/// thing that a page says is asked of the service that knows it.
@NullMarked
package dev.offboard.local.portal;

import org.jspecify.annotations.NullMarked;
