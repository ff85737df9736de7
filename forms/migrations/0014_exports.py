"""Who took contributions out of the portal as a file."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forms', '0013_mail_right'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('format', models.CharField(max_length=10, verbose_name='format')),
                ('filters', models.JSONField(default=dict)),
                ('columns', models.JSONField(default=list)),
                ('language', models.CharField(default='fr', max_length=10)),
                ('sections', models.JSONField(default=list)),
                ('has_contacts', models.BooleanField(default=False)),
                ('up_to', models.BigIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('in_worker', models.BooleanField(default=False)),
                ('claim', models.CharField(blank=True, max_length=32)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('touched_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, choices=[('disk_full', 'There is no room left on the server’s disk. Nothing was kept; tell an administrator.'), ('no_right', 'You no longer have the right to these contributions.'), ('too_many', 'More contributions match the words than a search can list. Add a word or a filter.'), ('failed', 'The file could not be made. Try again; if it happens again, tell an administrator.')], max_length=20)),
                ('file', models.CharField(blank=True, max_length=80)),
                ('size', models.BigIntegerField(default=0)),
                ('expires_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'export of contributions',
                'verbose_name_plural': 'exports of contributions',
                'ordering': ['-id'],
                'permissions': [('export_contacts', 'Can export the contact data of authors')],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('finished_at', None), ('in_worker', True)), fields=['touched_at'], name='export_unfinished'), models.Index(condition=models.Q(('file', ''), _negated=True), fields=['expires_at'], name='export_with_file')],
            },
        ),
    ]
