"""What a forge such as GitHub needs: annotations, comments, issues, forms, owners."""
