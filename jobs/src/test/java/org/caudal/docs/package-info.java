/** Keeps the written documentation true: links, commands, configurations and listings. */
@NullMarked
package org.caudal.docs;

import org.jspecify.annotations.NullMarked;
