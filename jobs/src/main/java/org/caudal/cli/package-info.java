/** One picocli command a class. */
@NullMarked
package org.caudal.cli;

import org.jspecify.annotations.NullMarked;
