"""The partnership's word lists."""
